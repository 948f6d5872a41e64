import { z } from "zod";
import { toNumber } from "@/lib/conditions/coerce";
import { defineNode } from "@/lib/nodes/define-node";
import { done, NodeError, stop } from "@/lib/nodes/node-result";

/** numeric(18, 4) of the table. */
const MAX_VALUE = 99_999_999_999_999;

export default defineNode({
  type: "goal",
  kind: "logic",
  version: 1,
  label: "Goal",
  description: "Writes down that the contact reached a goal, with what it is worth. Splits and reports count these.",
  icon: "goal",
  group: "Logic",
  config: z.strictObject({
    name: z
      .string("Give the goal a name.")
      .trim()
      .min(1, "Give the goal a name.")
      .max(120, "At most 120 characters.")
      .meta({ title: "Goal", widget: "text", placeholder: "Bought" }),
    value: z.string().max(500).default("").meta({
      title: "Worth",
      description: "A number, also from a variable. Leave empty when the goal has no value.",
      widget: "text",
      placeholder: "{{ trigger.data.properties.total }}",
    }),
    endRun: z.boolean().default(false).meta({ title: "End the run here", widget: "toggle" }),
  }),
  defaults: { name: "", value: "", endRun: false },
  outlets: ({ endRun }) => (endRun ? [] : [{ id: "out", label: "" }]),
  output: {
    schema: z.object({ name: z.string(), value: z.number().nullable() }),
    sample: { name: "Bought", value: 49.9 },
  },
  summary: ({ name, endRun }) => (name ? `Goal "${name}" reached${endRun ? ", the run ends" : ""}` : "No goal yet"),
  templates: ({ value = "" }) => [{ path: "value", template: value, as: "plain" }],
  async run(ctx, { name, value, endRun }) {
    const text = ctx.render({ template: value, as: "plain" }).trim();
    const worth = text === "" ? null : toNumber(text);
    if (text !== "" && (worth === null || Math.abs(worth) > MAX_VALUE))
      throw new NodeError(`What the goal is worth must be a number, not "${text.slice(0, 80)}".`, { retryable: false });
    await ctx.journey.reachGoal({ name, value: worth });
    const output = { name, value: worth };
    return endRun ? stop(`The goal "${name}" was reached.`, output) : done(output);
  },
});
