import { z } from "zod";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { done, NodeError, type NodeResult } from "@/lib/nodes/node-result";

/** What steps that send something to a contact share: why it is sent, and when it may leave. */
export const purposeSchema = z.enum(["marketing", "transactional"]).default("marketing").meta({
  title: "Purpose",
  description: "Marketing needs the contact's consent. Transactional answers something the contact did.",
  widget: "select",
});

export const hoursSchema = z.enum(["workflow_hours", "business_hours", "any_time"]).default("workflow_hours").meta({
  title: "When it may leave",
  description:
    "Workflow hours: marketing keeps to the workflow's business hours if it has some. Business hours: those of the workflow, else of the workspace. Quiet hours always count for marketing.",
  widget: "select",
});

/** What a sending step answers once it is known what became of its message. */
export function afterSending(outcome: EffectOutcome): NodeResult {
  switch (outcome.status) {
    case "done":
      return done({ ...outcome.output, status: "sent" });
    case "skipped":
      return done(
        { ...outcome.output, status: "skipped", reason: outcome.reason },
        "out",
        `Not sent: ${outcome.reason}`,
      );
    case "delayed":
      return { type: "wait", until: outcome.until, note: outcome.reason };
    case "unknown":
      return done(
        { status: "unknown", reason: outcome.reason },
        "out",
        `It is not known whether this was sent: ${outcome.reason}`,
      );
    case "failed":
      throw new NodeError(outcome.reason, outcome);
  }
}

/** The output of a step that sends a text message. */
export const textOutput = {
  schema: z.object({
    status: z.enum(["sent", "skipped", "unknown"]),
    message_id: z.string().optional(),
    to: z.string().optional(),
    reason: z.string().optional(),
  }),
  sample: { status: "sent", message_id: "018f0000-0000-7000-8000-000000000004", to: "+15550100123" },
};

const E164 = /^\+[1-9]\d{6,14}$/;

/** The contact's number, or the answer of a step that has none to send to. */
export function numberOf(phone: string | null): { to: string } | { result: NodeResult } {
  if (!phone)
    return {
      result: done({ status: "skipped", reason: "no_number" }, "out", "Not sent: the contact has no phone number."),
    };
  if (E164.test(phone)) return { to: phone };
  const reason = `"${phone.slice(0, 40)}" is not a phone number with a country code.`;
  return { result: done({ status: "skipped", reason: "bad_number", to: phone }, "out", `Not sent: ${reason}`) };
}
