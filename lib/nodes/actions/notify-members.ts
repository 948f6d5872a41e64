import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { done, type NodeResult } from "@/lib/nodes/node-result";

const MAX_RECEIVERS = 20;

export default defineNode({
  type: "notify_members",
  kind: "action",
  version: 1,
  label: "Notify members",
  description: "Tells members of the workspace something, in the app and by email.",
  icon: "bell",
  group: "Team",
  performs: true,
  config: z
    .strictObject({
      who: z
        .enum(["owner", "admins", "members"], "Choose who is told.")
        .default("owner")
        .meta({ title: "Who", widget: "select" }),
      members: z
        .array(z.uuid("Choose members."))
        .max(MAX_RECEIVERS, `At most ${MAX_RECEIVERS} members.`)
        .default([])
        .meta({ title: "Members", widget: "members", when: { who: "members" } }),
      title: z.string("Give a title.").trim().min(1, "Give a title.").max(200, "At most 200 characters.").meta({
        title: "Title",
        widget: "text",
        placeholder: "{{ contact.first_name }} asked for a demo",
      }),
      body: z
        .string()
        .trim()
        .max(2000, "At most 2,000 characters.")
        .default("")
        .meta({ title: "Message", widget: "markdown" }),
      email: z.boolean().default(true).meta({
        title: "Also by email",
        description: "Through the email provider of this workspace.",
        widget: "toggle",
      }),
    })
    .superRefine(({ who, members }, context) => {
      if (who === "members" && members.length === 0)
        context.addIssue({ code: "custom", message: "Choose at least one member.", path: ["members"] });
    }),
  defaults: { who: "owner", members: [], title: "", body: "", email: true },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ told: z.array(z.string()), mailed: z.number() }),
    sample: { told: ["018f0000-0000-7000-8000-00000000000b"], mailed: 1 },
  },
  summary: ({ who = "owner", members = [], title }) => {
    const whom =
      who === "owner"
        ? "the contact's owner"
        : who === "admins"
          ? "all admins"
          : members.length === 1
            ? "one member"
            : `${members.length} members`;
    return title ? `Tell ${whom}: "${title}"` : "No title yet";
  },
  templates: ({ title, body }) => [
    { path: "title", template: title ?? "", as: "header" },
    ...(body ? [{ path: "body", template: body, as: "markdown" as const }] : []),
  ],
  references: ({ who, members = [] }) =>
    who === "members" ? members.map((id, n) => ({ path: `members.${n}`, kind: "member", id })) : [],
  async run(ctx, { who, members, title, body, email }) {
    const receivers = (await ctx.members.of({ who, members })).slice(0, MAX_RECEIVERS);
    if (receivers.length === 0) {
      const note = who === "owner" ? "Nobody was told: the contact has no owner." : "Nobody was told: nobody is left.";
      return done({ told: [], mailed: 0 }, "out", note);
    }
    const text = {
      title: ctx.render({ template: title, as: "header" }).trim(),
      body: ctx.render({ template: body, as: "markdown" }),
    };
    const path = `contacts/${ctx.state.contact.id}`;
    // One effect for each, so that one address that fails keeps no other from being told.
    const tell = (n: number, outcomes: EffectOutcome[]): NodeResult => {
      const userId = receivers[n];
      if (userId === undefined) return told({ receivers, outcomes });
      return {
        type: "perform",
        effect: { kind: "notice", userId, ...text, title: text.title || "Notification", path, inApp: true, email },
        after: (outcome) => tell(n + 1, [...outcomes, outcome]),
      };
    };
    return tell(0, []);
  },
});

function told({ receivers, outcomes }: { receivers: string[]; outcomes: EffectOutcome[] }): NodeResult {
  const mailed = outcomes.filter((outcome) => outcome.status === "done" && outcome.output.email !== false).length;
  const problems = outcomes.flatMap((outcome) => {
    if (outcome.status === "done") return typeof outcome.output.reason === "string" ? [outcome.output.reason] : [];
    return [outcome.reason];
  });
  return done({ told: receivers, mailed }, "out", [...new Set(problems)].join(" ") || undefined);
}
