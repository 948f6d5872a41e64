import { z } from "zod";
import { conditionSchema, conditionWords } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

const label = (fallback: string) =>
  z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: `Label of "${fallback}"`, widget: "text", placeholder: fallback });

export default defineNode({
  type: "if_else",
  kind: "logic",
  version: 1,
  label: "If / else",
  description: "Asks one question and goes one of two ways.",
  icon: "split",
  group: "Logic",
  config: z.strictObject({ condition: conditionSchema, yesLabel: label("Yes"), noLabel: label("No") }),
  defaults: { condition: { all: [] } },
  outlets: ({ yesLabel, noLabel }) => [
    { id: "yes", label: yesLabel || "Yes" },
    { id: "no", label: noLabel || "No" },
  ],
  output: {
    schema: z.object({ result: z.boolean(), because: z.string() }),
    sample: { result: true, because: 'Budget is "Over 10k"; wanted "Over 10k".' },
  },
  summary: ({ condition }, names) => `If ${conditionWords({ condition, names })}`,
  async run(ctx, { condition }) {
    const { result, trace } = ctx.evaluate(condition);
    return done({ result, because: trace }, result ? "yes" : "no", trace);
  },
});
