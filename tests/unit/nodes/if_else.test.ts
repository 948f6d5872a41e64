import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "if_else";
const condition = { field: "trigger.answers.seats", op: "gt", value: 10 };

test("happy path: goes by yes or no, and says why", async () => {
  const yes = await runNode({ type, config: { condition } });
  expect(yes).toMatchObject({ outlet: "yes", note: 'Seats is "12"; wanted more than 10.' });
  const no = await runNode({ type, config: { condition: { ...condition, op: "lt" } } });
  expect(no).toMatchObject({ outlet: "no" });
  for (const result of [yes, no]) expect(fits({ type, config: { condition }, result })).toBe(true);
});
test("refused config: needs a whole condition", () => {
  expect(refusal({ type, config: {} })).toMatch(/^condition/);
  expect(refusal({ type, config: { condition: { ...condition, op: "smells" } } })).toMatch(/^condition/);
  expect(refusal({ type, config: { condition: { all: [] } } })).toMatch(/^condition/);
});
test("simulated: decides as a real run does", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: { condition } });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("yes");
});
