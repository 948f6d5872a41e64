import { z } from "zod";
import { branchIdSchema, branchNameSchema, uniqueIds } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";
import { shareOf } from "@/lib/nodes/sticky-share";

export const splitMetrics = ["goal_reached", "email_clicked", "email_opened", "replied"] as const;

const config = z
  .strictObject({
    variants: z
      .array(
        z.strictObject({
          id: branchIdSchema,
          name: branchNameSchema.meta({ title: "Name", widget: "text" }),
          weight: z
            .number("Give a share in percent.")
            .min(0, "At least 0.")
            .max(100, "At most 100.")
            .meta({ title: "Share in percent", widget: "number" }),
        }),
      )
      .min(2, "Add at least two variants.")
      .max(5, "At most 5 variants.")
      .superRefine(uniqueIds)
      .refine(
        (variants) => Math.abs(variants.reduce((sum, { weight }) => sum + weight, 0) - 100) < 0.001,
        "The shares must add up to 100.",
      )
      .meta({ title: "Variants", widget: "branches" }),
    metric: z.enum(splitMetrics).default("goal_reached").meta({ title: "Measured by", widget: "select" }),
    goal: z
      .string()
      .trim()
      .max(120, "At most 120 characters.")
      .default("")
      .meta({
        title: "Which goal",
        description: "The name of a goal step. Leave empty for every goal of this workflow.",
        widget: "text",
        when: { metric: "goal_reached" },
      }),
    autoWinner: z.boolean().default(false).meta({
      title: "Choose the winner automatically",
      description: "From then on everybody who arrives goes the winner's way.",
      widget: "toggle",
    }),
    sample: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(10, "At least 10.")
      .max(1_000_000, "At most 1,000,000.")
      .optional()
      .meta({
        title: "After this many people in each variant",
        widget: "number",
        when: { autoWinner: true },
      }),
    days: z
      .number("Give a number of days.")
      .int("Give a whole number.")
      .min(1, "At least 1.")
      .max(365, "At most 365.")
      .optional()
      .meta({
        title: "Or after this many days",
        description: "Counted from the first person who arrived. Whichever comes first.",
        widget: "number",
        when: { autoWinner: true },
      }),
    significant: z
      .boolean()
      .default(true)
      .meta({
        title: "Only if the difference is significant",
        description: "95 % sure, also when several ways are compared at once; otherwise the split goes on.",
        widget: "toggle",
        when: { autoWinner: true },
      }),
  })
  .refine(({ autoWinner, sample, days }) => !autoWinner || sample || days, {
    message: "Say after how many people or days the winner is chosen.",
    path: ["sample"],
  });
export type SplitConfig = z.infer<typeof config>;
/** The settings of a split, for the services that count its results. */
export const splitConfigSchema = config;

export default defineNode({
  type: "ab_split",
  kind: "logic",
  version: 1,
  label: "A/B split",
  description: "Sends people several ways by shares, measures which does better, and can choose the winner by itself.",
  icon: "flask-conical",
  group: "Logic",
  config,
  defaults: {
    variants: [
      { id: "a", name: "A", weight: 50 },
      { id: "b", name: "B", weight: 50 },
    ],
    metric: "goal_reached",
    autoWinner: false,
  },
  outlets: ({ variants }) => variants.map(({ id, name }) => ({ id, label: name })),
  output: {
    schema: z.object({ variant: z.string(), name: z.string(), winner: z.boolean() }),
    sample: { variant: "a", name: "A", winner: false },
  },
  summary: ({ variants = [] }) =>
    variants.length === 0 ? "No variants yet" : variants.map(({ name, weight }) => `${name} ${weight} %`).join(", "),
  async run(ctx, { variants }) {
    const decided = await ctx.journey.splitWinner();
    const winner = variants.find(({ id }) => id === decided);
    const chosen = winner ?? pick({ variants, share: shareOf(`${ctx.nodeId}:${ctx.state.contact.id}`) });
    const output = { variant: chosen.id, name: chosen.name, winner: winner !== undefined };
    return done(output, chosen.id, winner ? `${chosen.name} has won this split.` : undefined);
  },
});

/** The variant whose part of the line from 0 to 100 holds the contact's place. */
function pick<V extends { weight: number }>({ variants, share }: { variants: V[]; share: number }): V {
  let upTo = 0;
  for (const variant of variants) {
    upTo += variant.weight;
    if (share * 100 < upTo) return variant;
  }
  return variants.findLast(({ weight }) => weight > 0) as V;
}
