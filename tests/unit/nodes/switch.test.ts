import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "switch";
const condition = { field: "trigger.answers.seats", op: "gt", value: 10 };
const branches = [
  { id: "x", name: "X", condition: { ...condition, op: "lt" } },
  { id: "y", name: "Y", condition },
  { id: "z", name: "Z", condition },
];

test("happy path: takes the first that holds, or else", async () => {
  const first = await runNode({ type, config: { branches } });
  expect(first).toMatchObject({ outlet: "y", output: { branch: "Y" } });
  const none = { branches: branches.slice(0, 1) };
  const other = await runNode({ type, config: none });
  expect(other).toMatchObject({ outlet: "else" });
  expect(fits({ type, config: { branches }, result: first })).toBe(true);
  expect(fits({ type, config: none, result: other })).toBe(true);
});
test("refused config: ids are unique and are none of the engine's own", () => {
  const named = (ids: string[]) =>
    refusal({ type, config: { branches: ids.map((id) => ({ id, name: id, condition })) } });
  expect(named(["a", "b"])).toBeNull();
  for (const ids of [[], ["a", "a"], ["a", "error"], ["a", "else"], ["a", "b/c"]])
    expect(named(ids), ids.join()).toMatch(/^branches/);
});
test("simulated: decides as a real run does", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: { branches } });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("y");
});
