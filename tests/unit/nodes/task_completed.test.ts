import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "task_completed";
const done = { kind: "task", title: "Call Ada back", outcome: "reached" };
const decided = { kind: "approval", title: "20 % for Ada?", outcome: "approved" };

test("happy path: starts for tasks by kind, words of the title and outcome", () => {
  const task = (config: object) => fires({ type, config, event: "task.completed", key: "task", data: done });
  expect(task({})).toBe(true);
  expect(task({ kind: "task", title: "call", outcome: "Reached" })).toBe(true);
  expect(task({ kind: "approval" })).toBe(false);
  expect(task({ title: "email" })).toBe(false);
  expect(task({ outcome: "missed" })).toBe(false);
});
test("starts for decided approvals too", () => {
  const approval = (config: object) => fires({ type, config, event: "approval.decided", key: "x", data: decided });
  expect(approval({})).toBe(true);
  expect(approval({ kind: "approval", outcome: "approved" })).toBe(true);
  expect(approval({ kind: "task" })).toBe(false);
});
test("refused config: refuses a kind that does not exist", () => {
  expect(refusal({ type, config: { kind: "wish" } })).toBe("kind: Choose a kind.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = { ...getNode(type)!.output.sample, ...done };
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
