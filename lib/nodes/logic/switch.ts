import { z } from "zod";
import { branchIdSchema, branchNameSchema, conditionSchema, uniqueIds } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "switch",
  kind: "logic",
  version: 1,
  label: "Switch",
  description: "Goes the way of the first branch whose condition holds, or else.",
  icon: "list-tree",
  group: "Logic",
  config: z.strictObject({
    branches: z
      .array(
        z.strictObject({
          id: branchIdSchema,
          name: branchNameSchema.meta({ title: "Name", widget: "text" }),
          condition: conditionSchema,
        }),
      )
      .min(1, "Add at least one branch.")
      .max(20, "At most 20 branches.")
      .superRefine(uniqueIds)
      .meta({ title: "Branches", widget: "branches" }),
  }),
  defaults: { branches: [{ id: "a", name: "Branch 1", condition: { all: [] } }] },
  outlets: ({ branches }) => [...branches.map(({ id, name }) => ({ id, label: name })), { id: "else", label: "Else" }],
  output: {
    schema: z.object({ branch: z.string(), because: z.string() }),
    sample: { branch: "Large", because: 'Budget is "Over 10k"; wanted "Over 10k".' },
  },
  summary: ({ branches = [] }) =>
    branches.length === 0 ? "No branches yet" : `First of ${branches.map(({ name }) => name).join(", ")}, or else`,
  async run(ctx, { branches }) {
    const because: string[] = [];
    for (const { id, name, condition } of branches) {
      const { result, trace } = ctx.evaluate(condition);
      if (result) return done({ branch: name, because: trace }, id, `${name}: ${trace}`);
      because.push(`${name}: ${trace}`);
    }
    return done({ branch: "Else", because: because.join(" ") }, "else", `No branch fits. ${because.join(" ")}`);
  },
});
