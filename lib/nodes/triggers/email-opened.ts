import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { machinesField, mailConditions, mailFields, mailSample, mailSchema, mailWords } from "@/lib/nodes/mail-trigger";

export default defineNode({
  type: "email_opened",
  kind: "trigger",
  version: 1,
  label: "Email opened",
  description:
    "Starts when a contact opens an email. Opens by scanners and mail programs do not count unless you say so.",
  icon: "mail-open",
  group: "Triggers",
  config: z.strictObject({ ...mailFields, ...machinesField }),
  defaults: { machines: false },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: mailSchema, sample: mailSample },
  summary: ({ subject, machines }) => `When ${mailWords(subject)} is opened${machines ? ", also by a machine" : ""}`,
  trigger: { events: ["email.opened"], key: ({ step }) => step || null, conditions: mailConditions },
});
