import { z } from "zod";
import { allOf } from "@/lib/nodes/config";
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
  config: z.strictObject({
    ...mailFields,
    soft: z.boolean().default(false).meta({
      title: "Also temporary failures",
      description: "A full mailbox or a server that is away. Mail to the address goes on.",
      widget: "toggle",
    }),
  }),
  defaults: { soft: false },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: mailSchema, sample: mailSample },
  summary: ({ subject }) => `When ${mailWords(subject)} bounces`,
  trigger: {
    events: ["email.bounced"],
    key: ({ step }) => step || null,
    conditions: ({ soft, subject }) =>
      allOf([mailConditions({ subject }), soft ? null : { field: "trigger.data.soft", op: "is_false" }]),
  },
});
