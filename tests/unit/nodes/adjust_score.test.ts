import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "adjust_score";

test.each([
  ["add", 10, 7, 17],
  ["add", 1000, 7, 1000],
  ["subtract", 10, 7, 0],
  ["set", 500, 7, 500],
])("happy path: %s %i to %i makes %i", async (how, points, score, to) => {
  const config = { how, points, reason: "Asked for a demo" };
  const result = await runNode({ type, config, contact: { score } });
  expect(result).toMatchObject({ output: { from: score, to } });
  expect(fits({ type, config, result })).toBe(true);
});
test("says when nothing changed", async () => {
  expect(await runNode({ type, config: { how: "set", points: 7 } })).toMatchObject({
    note: "The score stayed as it was.",
  });
});
test("refused config: refuses points out of range or broken ones", () => {
  expect(refusal({ type, config: { how: "add", points: 1001 } })).toBe("points: At most 1,000.");
  expect(refusal({ type, config: { how: "add", points: 1.5 } })).toBe("points: Give a whole number.");
});
test("simulated: in the shape of a real answer, and writes to the simulated contact alone", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: { how: "add", points: 10 }, contact: { score: 7 } });
  expect(fit).toBe(true);
  expect(step.output).toMatchObject({ from: 7, to: 17 });
});
