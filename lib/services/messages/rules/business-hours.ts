import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";
import { nextOpening } from "@/lib/time/business-hours";

/**
 * Waits for the next opening, by the workspace's clock. A step that says nothing keeps its marketing within the workflow's hours
 * where it has some; one that asks for business hours uses the workflow's, else the workspace's; one may also say any time.
 */
export const businessHours: SendingRule = ({ sending: { purpose, hours = "workflow_hours" }, standing, at }) => {
  const { workflow_hours: own, workspace_hours: shared, workspace_zone: zone } = standing;
  if (hours === "any_time" || (hours === "workflow_hours" && purpose === "transactional")) return null;
  const open = own ?? (hours === "business_hours" ? shared : null);
  if (!open) return null;
  const whose = own ? "the workflow" : "the workspace";
  const next = nextOpening({ hours: open, at, zone });
  if (next === null)
    return { status: "skipped", reason: `The business hours of ${whose} hold no opening within two years.` };
  if (Date.parse(next) <= Date.parse(at)) return null;
  return { status: "delayed", until: next, reason: `Outside the business hours of ${whose} in ${zone}.` };
};
