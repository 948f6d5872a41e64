import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { mailConditions, mailFields, mailSample, mailSchema, mailWords } from "@/lib/nodes/mail-trigger";

export default defineNode({
  type: "email_bounced",
  kind: "trigger",
  version: 1,
  label: "Email bounced",
  description:
    "Starts when an email comes back because its address does not take mail. Nothing more is sent to that address.",
  icon: "mail-x",
  group: "Triggers",
  config: z.strictObject(mailFields),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: mailSchema, sample: mailSample },
  summary: ({ subject }) => `When ${mailWords(subject)} bounces`,
  trigger: { events: ["email.bounced"], key: ({ step }) => step || null, conditions: mailConditions },
});
