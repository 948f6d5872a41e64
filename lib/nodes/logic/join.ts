import { z } from "zod";
import { timeoutSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, zoneOf } from "@/lib/nodes/duration";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "join",
  kind: "logic",
  version: 1,
  label: "Join",
  description: "Brings parallel branches together: waits for all, for the first, or for a number of them.",
  icon: "git-merge",
  group: "Logic",
  role: "join",
  config: z.strictObject({
    mode: z.enum(["all", "any", "count"]).default("all").meta({
      title: "Wait for",
      description: "All branches, any one, or a number. A branch that ended before the join is not waited for.",
      widget: "select",
    }),
    count: z
      .number()
      .int("Give a whole number.")
      .min(1)
      .max(20)
      .default(1)
      .meta({
        title: "How many",
        description: "Counts only when a number of branches is waited for.",
        widget: "number",
        when: { mode: "count" },
      }),
    timeout: timeoutSchema,
  }),
  defaults: { mode: "all" },
  outlets: ({ timeout }) => [
    { id: "out", label: timeout ? "Together" : "" },
    ...(timeout ? [{ id: "timeout", label: "Took too long" }] : []),
  ],
  output: {
    schema: z.object({
      arrived: z.number().optional(),
      expected: z.number().optional(),
      timed_out: z.boolean().optional(),
    }),
    sample: { arrived: 2, expected: 2 },
  },
  summary: ({ mode = "all", count, timeout }) => {
    const what = { all: "all branches", any: "the first branch", count: `${count ?? "…"} branches` }[mode];
    return `Wait for ${what}${timeout ? `, at most ${durationWords(timeout)}` : ""}`;
  },
  async run(ctx, { mode, count, timeout }) {
    if (ctx.resumed?.by === "branches") {
      return done({ arrived: ctx.resumed.arrived, expected: ctx.resumed.expected });
    }
    if (ctx.resumed) return done({ timed_out: true }, "timeout");
    const until = timeout ? addDuration({ from: ctx.now, ...timeout, zone: zoneOf(ctx.state) }) : null;
    return { type: "join", mode, count, until };
  },
});
