import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "contact_created",
  kind: "trigger",
  version: 1,
  label: "Contact created",
  description: "Starts when a new contact is added, by hand, by a form, by an import or over the API.",
  icon: "user-plus",
  group: "Triggers",
  config: z.strictObject({
    source: z.string().trim().max(120).optional().meta({
      title: "Source",
      description: "Leave empty for every source.",
      widget: "text",
      placeholder: "form",
    }),
  }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ source: z.string().nullable() }), sample: { source: "form" } },
  summary: ({ source }) => (source ? `When a contact is created by "${source}"` : "When a contact is created"),
  trigger: {
    events: ["contact.created"],
    conditions: ({ source }) => (source ? { field: "trigger.data.source", op: "is", value: source } : null),
  },
});
