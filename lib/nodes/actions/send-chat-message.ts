import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done, NodeError } from "@/lib/nodes/node-result";
import { secretIdSchema } from "@/lib/nodes/secret-id";

const names = { slack: "Slack", discord: "Discord", teams: "Teams" } as const;
/** What each platform takes in one message: Slack 40,000 characters, Discord 2,000, Teams 28 KB with its frame. */
const limits = { slack: 40_000, discord: 2000, teams: 20_000 } as const;
/** Slack reads &, < and > in a message as its own signs; the others do not. */
const landing = (platform: keyof typeof names | undefined) => (platform === "slack" ? "slack" : "plain");

export default defineNode({
  type: "send_chat_message",
  kind: "action",
  version: 1,
  label: "Send chat message",
  description: "Posts a message to a channel of Slack, Discord or Microsoft Teams.",
  icon: "message-square",
  group: "Connections",
  performs: true,
  config: z.strictObject({
    platform: z.enum(["slack", "discord", "teams"]).default("slack").meta({ title: "Platform", widget: "select" }),
    secretId: secretIdSchema.meta({
      title: "Webhook address",
      description: "Create an incoming webhook for the channel and keep its address as a secret.",
      widget: "secret",
    }),
    text: z
      .string("Write the message.")
      .trim()
      .min(1, "Write the message.")
      .max(10_000, "At most 10,000 characters.")
      .meta({
        title: "Message",
        description:
          "With variables such as {{ contact.email }}. Each platform has its own signs for bold text and links.",
        widget: "textarea",
        placeholder: "New lead: {{ contact.first_name }} {{ contact.email }}",
      }),
  }),
  defaults: { platform: "slack", text: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ status: z.literal("sent"), platform: z.string(), message_id: z.string().optional() }),
    sample: { status: "sent", platform: "slack" },
  },
  summary: ({ platform = "slack", text }) => (text ? `${names[platform] ?? platform}: "${text}"` : "No message yet"),
  references: ({ secretId }) => (secretId ? [{ path: "secretId", kind: "secret", id: secretId }] : []),
  templates: ({ platform, text }) => [{ path: "text", template: text ?? "", as: landing(platform) }],
  async run(ctx, { platform, secretId, text: template }) {
    const text = ctx.render({ template, as: landing(platform) }).trim();
    if (text === "")
      throw new NodeError("The message is empty once its variables are filled in.", { retryable: false });
    return {
      type: "perform",
      effect: { kind: "chat", platform, secretId, text: cut({ text, most: limits[platform] }) },
      after: (outcome) => {
        switch (outcome.status) {
          case "done":
            return done(outcome.output);
          case "delayed":
            return { type: "wait", until: outcome.until, note: outcome.reason };
          case "unknown":
            throw new NodeError(`It is not known whether the message arrived: ${outcome.reason}`, { retryable: false });
          case "skipped":
            throw new NodeError(outcome.reason, { retryable: false });
          case "failed":
            throw new NodeError(outcome.reason, outcome);
        }
      },
    };
  },
  async simulate(_ctx, { platform }) {
    return done({ status: "sent", platform }, "out", "No message is sent in a test.");
  },
});

const cut = ({ text, most }: { text: string; most: number }): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
