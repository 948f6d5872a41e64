import { expect, test } from "vitest";
import { refusal } from "./fires";
import { runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "stop";

test("happy path: ends the run with its reason, or with one of its own", async () => {
  expect(await runNode({ type, config: { reason: "Not a lead" } })).toMatchObject({
    type: "stop",
    reason: "Not a lead",
  });
  expect(await runNode({ type, config: {} })).toMatchObject({ type: "stop", reason: "A stop step was reached." });
});
test("refused config: a reason is short", () => {
  expect(refusal({ type, config: { reason: "x".repeat(201) } })).toMatch(/^reason: /);
});
test("simulated: ends the simulated run, in the same shape", async () => {
  const { step, fits } = await simulateNode({ type, config: { reason: "Not a lead" } });
  expect(fits).toBe(true);
  expect(step.outlet).toBeNull();
});
