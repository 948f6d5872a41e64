import { z } from "zod";
import { conditionSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "webhook_received",
  kind: "trigger",
  version: 1,
  label: "Webhook received",
  description:
    "Starts when another system posts to an address of yours. What it sent is there as trigger.data.payload.",
  icon: "webhook",
  group: "Triggers",
  config: z.strictObject({
    hookId: z.uuid("Create the webhook address.").meta({ title: "Webhook address", widget: "hook" }),
    conditions: conditionSchema.optional().meta({
      title: "Only if",
      description: "Leave empty to start for every delivery. Fields of the payload begin with trigger.data.payload.",
      widget: "condition",
    }),
  }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ hook_id: z.string(), delivery_id: z.string(), hook_name: z.string(), payload: z.unknown() }),
    sample: {
      hook_id: "018f0000-0000-7000-8000-000000000005",
      delivery_id: "018f0000-0000-7000-8000-000000000006",
      hook_name: "Shop orders",
      payload: { email: "ada@example.com", order: { id: "A-1001", total: 49.9 } },
    },
  },
  summary: ({ hookId }, names) => {
    if (!hookId) return "Create the address that starts this";
    const name = names("hook", hookId);
    return name ? `When "${name}" receives something` : "When a webhook arrives";
  },
  references: ({ hookId }) => (hookId ? [{ path: "hookId", kind: "hook", id: hookId }] : []),
  trigger: {
    events: ["webhook.received"],
    key: ({ hookId }) => hookId,
    conditions: ({ conditions }) => conditions ?? null,
  },
});
