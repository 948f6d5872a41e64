import { z } from "zod";
import type { Condition } from "@/lib/conditions";
import { defineNode } from "@/lib/nodes/define-node";

const FROM = "trigger.changes.score.from";
const TO = "trigger.changes.score.to";
const rises = (value: number): Condition => ({
  all: [
    { field: FROM, op: "lt", value },
    { field: TO, op: "gte", value },
  ],
});
const falls = (value: number): Condition => ({
  all: [
    { field: FROM, op: "gte", value },
    { field: TO, op: "lt", value },
  ],
});
const words = { up: "rises to", down: "falls below", both: "crosses" };

export default defineNode({
  type: "score_crossed",
  kind: "trigger",
  version: 1,
  label: "Score crossed",
  description: "Starts when a contact's score reaches a number from below, or falls below it.",
  icon: "gauge",
  group: "Triggers",
  config: z.strictObject({
    threshold: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(1, "At least 1.")
      .max(1000, "At most 1,000.")
      .meta({ title: "Score", widget: "number" }),
    direction: z
      .enum(["up", "down", "both"], "Choose a direction.")
      .default("up")
      .meta({ title: "Direction", widget: "select" }),
  }),
  defaults: { threshold: 100, direction: "up" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ from: z.number(), to: z.number(), reason: z.string().nullable() }),
    sample: { from: 80, to: 110, reason: "Visited the pricing page" },
  },
  summary: ({ threshold, direction = "up" }) =>
    threshold ? `When the score ${words[direction]} ${threshold}` : "Give the score that starts this",
  trigger: {
    events: ["score.changed"],
    conditions: ({ threshold, direction }) =>
      direction === "both"
        ? { any: [rises(threshold), falls(threshold)] }
        : direction === "up"
          ? rises(threshold)
          : falls(threshold),
  },
});
