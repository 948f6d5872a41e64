import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, amountSchema, durationWords, unitSchema, zoneOf } from "@/lib/nodes/duration";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "wait",
  kind: "logic",
  version: 1,
  label: "Wait",
  description: "Lets time pass. Days and weeks follow the contact's calendar, minutes and hours the clock.",
  icon: "timer",
  group: "Time",
  role: "wait",
  config: z.strictObject({
    amount: amountSchema.meta({ title: "How long", widget: "number" }),
    unit: unitSchema.meta({ title: "Unit", widget: "select" }),
  }),
  defaults: { amount: 1, unit: "days" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ ended_at: z.string() }), sample: { ended_at: "2030-01-02T09:00:00.000Z" } },
  summary: (duration) => `Wait ${durationWords(duration)}`,
  async run(ctx, { amount, unit }) {
    if (ctx.resumed) return done({ ended_at: ctx.now });
    return { type: "wait", until: addDuration({ from: ctx.now, amount, unit, zone: zoneOf(ctx.state) }) };
  },
});
