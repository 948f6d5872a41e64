import { z } from "zod";
import { branchIdSchema, branchNameSchema, uniqueIds } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "parallel",
  kind: "logic",
  version: 1,
  label: "Parallel",
  description: "Goes several ways at the same time. A join brings them together again.",
  icon: "git-fork",
  group: "Logic",
  role: "fork",
  config: z.strictObject({
    branches: z
      .array(z.strictObject({ id: branchIdSchema, name: branchNameSchema.meta({ title: "Name", widget: "text" }) }))
      .min(2, "Add at least two branches.")
      .max(20, "At most 20 branches.")
      .superRefine(uniqueIds)
      .meta({ title: "Branches", widget: "branches" }),
  }),
  defaults: {
    branches: [
      { id: "a", name: "Branch 1" },
      { id: "b", name: "Branch 2" },
    ],
  },
  outlets: ({ branches }) => branches.map(({ id, name }) => ({ id, label: name })),
  output: { schema: z.object({ branches: z.array(z.string()) }), sample: { branches: ["Branch 1", "Branch 2"] } },
  summary: ({ branches = [] }) => `${branches.length} branches at the same time`,
  async run(_ctx, { branches }) {
    return {
      type: "fork",
      outlets: branches.map(({ id }) => id),
      output: { branches: branches.map(({ name }) => name) },
    };
  },
});
