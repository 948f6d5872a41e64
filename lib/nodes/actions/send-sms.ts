import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { afterSending, hoursSchema, numberOf, purposeSchema, textOutput } from "@/lib/nodes/sending";
import { smsSegments } from "@/lib/nodes/sms-segments";

const OPT_OUT = "Reply STOP to opt out.";
const MANY_PARTS = 3;

export default defineNode({
  type: "send_sms",
  kind: "action",
  version: 1,
  label: "Send SMS",
  description:
    "Sends a text message to the contact's phone. Consent, STOP, do-not-contact, quiet hours and limits are checked at that moment.",
  icon: "message-square-text",
  group: "Messages",
  sends: "sms",
  config: z.strictObject({
    purpose: purposeSchema,
    body: z
      .string("Write the message.")
      .trim()
      .min(1, "Write the message.")
      .max(1600, "At most 1,600 characters.")
      .meta({
        title: "Message",
        description: "Plain text, with variables such as {{ contact.first_name }}. 160 characters fit one part.",
        widget: "textarea",
        placeholder: 'Hi {{ contact.first_name | default: "there" }}, your order is on its way.',
      }),
    optOut: z
      .boolean()
      .default(true)
      .meta({
        title: "Add how to opt out",
        description: `Ends marketing messages with "${OPT_OUT}"`,
        widget: "toggle",
        when: { purpose: "marketing" },
      }),
    hours: hoursSchema,
  }),
  defaults: { purpose: "marketing", body: "", optOut: true, hours: "workflow_hours" },
  outlets: () => [{ id: "out", label: "" }],
  output: textOutput,
  summary: (config) => {
    if (!config.body) return "No message yet";
    const { parts } = smsSegments(whole(config));
    return `"${config.body}" · ${parts === 1 ? "1 part" : `${parts} parts`}`;
  },
  templates: ({ body }) => [{ path: "body", template: body ?? "", as: "plain" }],
  advise: (config) => {
    if (!config.body) return [];
    const { parts, alphabet } = smsSegments(whole(config));
    const why = alphabet === "unicode" ? " An emoji or another special character makes each part shorter." : "";
    return [
      ...(parts > MANY_PARTS
        ? [
            {
              path: "body",
              code: "many_parts",
              message: `This message is sent and paid for in about ${parts} parts.${why}`,
            },
          ]
        : []),
      ...(config.purpose !== "transactional" && config.optOut === false && !/\bSTOP\b/i.test(config.body)
        ? [
            {
              path: "optOut",
              code: "no_opt_out",
              message: "Marketing by SMS must say how to opt out. Add it, or write it into the message.",
            },
          ]
        : []),
    ];
  },
  // Prices differ by country and carrier; what the provider charged is recorded with the message.
  cost: () => null,
  async run(ctx, { purpose, body, optOut, hours }) {
    const number = numberOf(ctx.state.contact.phone);
    if ("result" in number) return number.result;
    const text = ctx.render({ template: body, as: "plain" }).trim();
    return {
      type: "perform",
      effect: { kind: "sms", purpose, to: number.to, body: whole({ purpose, body: text, optOut }), hours },
      after: afterSending,
    };
  },
});

function whole({ purpose, body = "", optOut }: { purpose?: string; body?: string; optOut?: boolean }): string {
  return purpose !== "transactional" && optOut !== false ? `${body}\n${OPT_OUT}` : body;
}
