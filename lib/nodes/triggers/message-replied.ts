import { z } from "zod";
import type { Condition } from "@/lib/conditions";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

const names = { sms: "an SMS", whatsapp: "a WhatsApp message", any_channel: "an SMS or a WhatsApp message" } as const;

export default defineNode({
  type: "message_replied",
  kind: "trigger",
  version: 1,
  label: "Message received",
  description: "Starts when a contact writes by SMS or WhatsApp. The text is there as trigger.data.text.",
  icon: "message-square-reply",
  group: "Triggers",
  config: z.strictObject({
    channel: z
      .enum(["any_channel", "sms", "whatsapp"])
      .default("any_channel")
      .meta({ title: "Channel", widget: "select" }),
    contains: z.string().trim().max(300, "At most 300 characters.").optional().meta({
      title: "Text contains",
      description: "Leave empty for any text. Capitals do not matter.",
      widget: "text",
      placeholder: "yes",
    }),
  }),
  defaults: { channel: "any_channel" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ message_id: z.string(), text: z.string(), from: z.string() }),
    sample: { message_id: "018f0000-0000-7000-8000-000000000004", text: "Yes, please", from: "+15550100123" },
  },
  summary: ({ channel = "any_channel", contains }) =>
    `When the contact writes ${names[channel]}${contains ? ` with "${contains}"` : ""}`,
  trigger: {
    events: ["sms.replied", "whatsapp.replied"],
    conditions: ({ channel, contains }) =>
      allOf([
        channel === "any_channel" ? null : is({ field: "trigger.type", value: `${channel}.replied` }),
        contains ? { field: "trigger.data.text", op: "contains", value: contains } : null,
      ]),
  },
});

function is({ field, value }: { field: string; value: string }): Condition {
  return { field, op: "is", value };
}
