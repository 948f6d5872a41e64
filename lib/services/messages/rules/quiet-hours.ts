import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";
import { isZone } from "@/lib/time/is-zone";
import { quietUntil } from "@/lib/time/quiet-hours";

/** Marketing waits until the quiet hours are over where the contact lives, or where the workspace does when that is not known. */
export const quietHours: SendingRule = ({ sending, standing, at }) => {
  const { quiet_hours: quiet, contact_zone: own, workspace_zone } = standing;
  if (!quiet || sending.purpose !== "marketing") return null;
  const known = own !== null && isZone(own);
  const zone = known ? own : workspace_zone;
  const until = quietUntil({ quiet, at, zone });
  if (!until) return null;
  const whose = known ? "the contact's time zone" : "the workspace's time zone, as the contact's is not known";
  return { status: "delayed", until, reason: `Quiet hours from ${quiet.from} to ${quiet.to} in ${zone}, ${whose}.` };
};
