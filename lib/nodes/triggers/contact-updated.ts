import { z } from "zod";
import type { Condition } from "@/lib/conditions";
import { fieldInfo } from "@/lib/conditions/fields";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

const side = (args: { field: string; side: "from" | "to"; value?: string }): Condition | null =>
  args.value ? { field: `trigger.changes.${args.field}.${args.side}`, op: "is", value: args.value } : null;

export default defineNode({
  type: "contact_updated",
  kind: "trigger",
  version: 1,
  label: "Contact changed",
  description: "Starts when a field of a contact gets another value.",
  icon: "user-pen",
  group: "Triggers",
  config: z
    .strictObject({
      field: z
        .string()
        .regex(/^([a-z][a-z0-9_]*|custom\.[A-Za-z0-9_-]+)?$/, "This is not a contact field.")
        .max(120)
        .optional()
        .meta({ title: "Field", description: "Leave empty for any field.", widget: "field" }),
      from: z
        .string()
        .max(500)
        .optional()
        .meta({ title: "From", description: "Leave empty for any value.", widget: "text" }),
      to: z
        .string()
        .max(500)
        .optional()
        .meta({ title: "To", description: "Leave empty for any value.", widget: "text" }),
    })
    .refine(({ field, from, to }) => field || !(from || to), { message: "Choose the field first.", path: ["field"] }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({}), sample: {} },
  summary: ({ field, from, to }) => {
    if (!field) return "When a contact changes";
    const words = [from && `from "${from}"`, to && `to "${to}"`].filter(Boolean).join(" ");
    return `When ${fieldInfo(`contact.${field}`).label} changes ${words}`.trim();
  },
  trigger: {
    events: ["contact.updated"],
    key: ({ field }) => field || null,
    conditions: ({ field, from, to }) =>
      field ? allOf([side({ field, side: "from", value: from }), side({ field, side: "to", value: to })]) : null,
  },
});
