import { z } from "zod";
import { conditionSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "custom_event",
  kind: "trigger",
  version: 1,
  label: "Event received",
  description:
    "Starts when your website or server sends an event with this name. Its properties are there as trigger.data.properties.",
  icon: "zap",
  group: "Triggers",
  config: z.strictObject({
    name: z
      .string("Give the name of the event.")
      .trim()
      .min(1, "Give the name of the event.")
      .max(120, "At most 120 characters.")
      .refine((name) => name !== "page.viewed", "Page views have a trigger of their own: Page visited.")
      .meta({
        title: "Event name",
        description: "Exactly as it is sent, capitals included.",
        widget: "text",
        placeholder: "order.paid",
      }),
    conditions: conditionSchema.optional().meta({
      title: "Only if",
      description:
        "Properties are fields such as trigger.data.properties.total. Leave empty to start for every such event.",
      widget: "condition",
    }),
  }),
  defaults: { name: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ name: z.string(), properties: z.record(z.string(), z.unknown()) }),
    sample: { name: "order.paid", properties: { order_id: "A-1001", total: 120 } },
  },
  summary: ({ name }) => (name ? `When the event "${name}" is received` : "Name the event that starts this"),
  trigger: {
    events: ["event.received"],
    key: ({ name }) => name,
    conditions: ({ conditions }) => conditions ?? null,
  },
});
