import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "jump",
  kind: "logic",
  version: 1,
  label: "Jump to",
  description:
    "Goes on at another step of this workflow, also at an earlier one. Each step is reached 50 times at most.",
  icon: "corner-up-right",
  group: "Logic",
  config: z.strictObject({
    target: z
      .string("Choose a step.")
      .regex(/^[a-zA-Z0-9_-]{1,64}$/, "Choose a step.")
      .meta({ title: "Go on at", widget: "step" }),
  }),
  defaults: { target: "" },
  outlets: () => [],
  output: { schema: z.object({ to: z.string() }), sample: { to: "node_1" } },
  jumps: ({ target }) => (target ? [target] : []),
  summary: ({ target }, names) =>
    target ? `Go on at "${names("node", target) ?? "another step"}"` : "No step chosen yet",
  async run(_ctx, { target }) {
    return { type: "jump", to: target, output: { to: target } };
  },
});
