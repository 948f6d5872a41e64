import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { afterSending, hoursSchema, numberOf, purposeSchema, textOutput } from "@/lib/nodes/sending";

const variable = z.strictObject({
  name: z
    .string("Name the variable.")
    .trim()
    .regex(/^[A-Za-z0-9_]{1,40}$/, "Letters, digits and underscores, such as 1 or first_name.")
    .meta({ title: "Variable", description: "Its number or name in the template.", widget: "text", placeholder: "1" }),
  value: z
    .string("Give a value.")
    .trim()
    .min(1, "Give a value.")
    .max(1000, "At most 1,000 characters.")
    .meta({ title: "Value", widget: "text", placeholder: "{{ contact.first_name }}" }),
});

export default defineNode({
  type: "send_whatsapp",
  kind: "action",
  version: 1,
  label: "Send WhatsApp",
  description:
    "Sends a WhatsApp message: an approved template at any time, or free text within 24 hours after the contact wrote.",
  icon: "message-circle",
  group: "Messages",
  sends: "whatsapp",
  config: z
    .strictObject({
      purpose: purposeSchema,
      content: z.enum(["template", "text"]).default("template").meta({
        title: "What is sent",
        description: "Text is only sent within 24 hours after the contact's last WhatsApp message.",
        widget: "select",
      }),
      template: z
        .string()
        .trim()
        .regex(/^(HX[0-9a-fA-F]{32})?$/, "A template's content SID starts with HX and has 34 characters.")
        .optional()
        .meta({
          title: "Template",
          description: "The content SID of the approved template, as Twilio shows it.",
          widget: "text",
          placeholder: "HX…",
          when: { content: "template" },
        }),
      variables: z
        .array(variable)
        .max(30, "At most 30 variables.")
        .default([])
        .meta({ title: "Variables of the template", widget: "list", when: { content: "template" } }),
      body: z
        .string()
        .trim()
        .max(4096, "At most 4,096 characters.")
        .optional()
        .meta({
          title: "Message",
          description: "Plain text, with variables such as {{ contact.first_name }}.",
          widget: "textarea",
          when: { content: "text" },
        }),
      hours: hoursSchema,
    })
    .superRefine(({ content, template, body, variables }, context) => {
      if (content === "template" && !template)
        context.addIssue({ code: "custom", path: ["template"], message: "Give the content SID of the template." });
      if (content === "text" && !body)
        context.addIssue({ code: "custom", path: ["body"], message: "Write the message." });
      for (const [n, { name }] of variables.entries())
        if (variables.findIndex((other) => other.name === name) !== n)
          context.addIssue({
            code: "custom",
            path: ["variables", n, "name"],
            message: "This variable is given twice.",
          });
    }),
  defaults: { purpose: "marketing", content: "template", variables: [], hours: "workflow_hours" },
  outlets: () => [{ id: "out", label: "" }],
  output: textOutput,
  summary: ({ content = "template", template, variables = [], body }) => {
    if (content === "text") return body ? `"${body}"` : "No message yet";
    if (!template) return "No template yet";
    const with_ = variables.map(({ name, value }) => `${name}: ${value}`).join(", ");
    return `Template ${template}${with_ ? ` with ${with_}` : ""}`;
  },
  templates: ({ content = "template", body, variables = [] }) =>
    content === "text"
      ? [{ path: "body", template: body ?? "", as: "plain" as const }]
      : variables.map(({ value }, n) => ({
          path: `variables.${n}.value`,
          template: value ?? "",
          as: "plain" as const,
        })),
  // Prices differ by country and kind of message; what the provider charged is recorded with the message.
  cost: () => null,
  async run(ctx, { purpose, content, template = "", variables, body = "", hours }) {
    const number = numberOf(ctx.state.contact.phone);
    if ("result" in number) return number.result;
    const plain = (text: string) => ctx.render({ template: text, as: "plain" }).trim();
    return {
      type: "perform",
      effect: {
        kind: "whatsapp",
        purpose,
        to: number.to,
        content:
          content === "text"
            ? { type: "text", body: plain(body) }
            : {
                type: "template",
                sid: template,
                variables: Object.fromEntries(variables.map(({ name, value }) => [name, plain(value)])),
              },
        hours,
      },
      after: afterSending,
    };
  },
});
