import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "adjust_score",
  kind: "action",
  version: 1,
  label: "Adjust score",
  description: "Adds points to the contact's score, takes some away or sets it. A score stays between 0 and 1,000.",
  icon: "gauge",
  group: "Contacts",
  config: z.strictObject({
    how: z
      .enum(["add", "subtract", "set"], "Choose what to do.")
      .default("add")
      .meta({ title: "Do", widget: "select" }),
    points: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(0, "At least 0.")
      .max(1000, "At most 1,000.")
      .meta({ title: "Points", widget: "number" }),
    reason: z.string().trim().max(300, "At most 300 characters.").default("").meta({
      title: "Reason",
      description: "Stands on the contact's timeline.",
      widget: "text",
      placeholder: "Asked for a demo",
    }),
  }),
  defaults: { how: "add", points: 10, reason: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ from: z.number(), to: z.number() }), sample: { from: 20, to: 30 } },
  summary: ({ how = "add", points, reason }) => {
    if (points === undefined) return "No points yet";
    const unit = points === 1 ? "point" : "points";
    const what =
      how === "set" ? `Set the score to ${points}` : `${how === "add" ? "Add" : "Take away"} ${points} ${unit}`;
    return reason ? `${what}: ${reason}` : what;
  },
  templates: ({ reason }) => (reason ? [{ path: "reason", template: reason, as: "plain" }] : []),
  async run(ctx, { how, points, reason }) {
    const text = ctx.render({ template: reason, as: "plain" }).trim();
    const { from, to } = await ctx.contact.adjustScore({ how, points, reason: text || ctx.state.run.workflowName });
    return done({ from, to }, "out", from === to ? "The score stayed as it was." : undefined);
  },
});
