import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "goal";
const config = { name: "Bought", value: "{{ contact.score }}" };

test("happy path: writes the goal down with what it is worth, and ends the run when told to", async () => {
  const reached: unknown[] = [];
  const journey = {
    splitWinner: async () => null,
    reachGoal: async (goal: { name: string; value: number | null }) => {
      reached.push(goal);
      return { conversionId: "c" };
    },
  };
  const result = await runNode({ type, config, more: { journey } });
  expect(fits({ type, config, result })).toBe(true);
  const end = await runNode({ type, config: { name: "Bought", endRun: true }, more: { journey } });
  expect(end).toMatchObject({ type: "stop", reason: 'The goal "Bought" was reached.' });
  expect(reached).toEqual([
    { name: "Bought", value: 7 },
    { name: "Bought", value: null },
  ]);
});
test("a worth that is no number fails the step", async () => {
  await expect(runNode({ type, config: { ...config, value: "a lot" } })).rejects.toThrow("must be a number");
});
test("refused config: needs a name, and not a long one", () => {
  expect(refusal({ type, config: {} })).toBe("name: Give the goal a name.");
  expect(refusal({ type, config: { name: "x".repeat(121) } })).toBe("name: At most 120 characters.");
});
test("simulated: answers the same shape, also when the run ends there", async () => {
  const on = await simulateNode({ type, config });
  expect(on).toMatchObject({ fits: true, step: { outlet: "out", output: { name: "Bought", value: 7 } } });
  const end = await simulateNode({ type, config: { ...config, endRun: true } });
  expect(end).toMatchObject({ fits: true, step: { outlet: null, output: { name: "Bought", value: 7 } } });
});
