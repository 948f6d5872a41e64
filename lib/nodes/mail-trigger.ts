import { z } from "zod";
import type { Condition } from "@/lib/conditions";
import { allOf } from "@/lib/nodes/config";

/** What the triggers on reports about mails share: which mail, and whether machines count. */
export const mailFields = {
  subject: z.string().trim().max(300, "At most 300 characters.").optional().meta({
    title: "Subject contains",
    description: "Leave empty for any email.",
    widget: "text",
  }),
  step: z.string().trim().max(60, "At most 60 characters.").optional().meta({
    title: "Sent by the step",
    description: "The id of a step as the API shows it. Leave empty for any step.",
    widget: "text",
  }),
};

export const machinesField = {
  machines: z.boolean().default(false).meta({
    title: "Also count machines",
    description:
      "Security scanners and mail programs open mails and follow links ahead of people. To tell them apart, what happens within 10 minutes of delivery counts 20 seconds later.",
    widget: "toggle",
  }),
};

/** Opens and clicks of machines are told apart by a mark on the event; without one it was a person. */
export const machineField = "trigger.data.machine";
export const byPerson: Condition = { field: machineField, op: "is_false" };

export const mailConditions = ({ subject, machines }: { subject?: string; machines?: boolean }): Condition | null =>
  allOf([
    subject ? { field: "trigger.data.subject", op: "contains", value: subject } : null,
    machines === false ? byPerson : null,
  ]);

/** `… email`, `… email with "Offer" in its subject`. */
export const mailWords = (subject: string | undefined): string =>
  subject ? `an email with "${subject}" in its subject` : "an email";

export const mailSample = {
  message_id: "018f0000-0000-7000-8000-000000000004",
  subject: "Thank you, Ada",
};
export const mailSchema = z.object({ message_id: z.string(), subject: z.string().nullable() });
