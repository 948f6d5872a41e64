import { z } from "zod";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { machinesField, mailConditions, mailFields, mailSample, mailSchema, mailWords } from "@/lib/nodes/mail-trigger";

export default defineNode({
  type: "email_clicked",
  kind: "trigger",
  version: 1,
  label: "Email link clicked",
  description: "Starts when a contact clicks a link in an email. Clicks by scanners do not count unless you say so.",
  icon: "mouse-pointer-click",
  group: "Triggers",
  config: z.strictObject({
    url: z.string().trim().max(500, "At most 500 characters.").optional().meta({
      title: "Address contains",
      description: "Leave empty for any link.",
      widget: "text",
      placeholder: "/pricing",
    }),
    ...mailFields,
    ...machinesField,
  }),
  defaults: { machines: false },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: mailSchema.extend({ url: z.string(), position: z.number() }),
    sample: { ...mailSample, url: "https://example.com/pricing", position: 1 },
  },
  summary: ({ url, subject, machines }) =>
    `When a link${url ? ` with "${url}" in its address` : ""} of ${mailWords(subject)} is clicked${machines ? ", also by a machine" : ""}`,
  trigger: {
    events: ["email.clicked"],
    key: ({ step }) => step || null,
    conditions: ({ url, ...mail }) =>
      allOf([url ? { field: "trigger.data.url", op: "contains", value: url } : null, mailConditions(mail)]),
  },
});
