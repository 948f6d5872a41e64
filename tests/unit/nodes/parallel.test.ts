import { expect, test } from "vitest";
import { refusal } from "./fires";
import { runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "parallel";
const branchesOf = (ids: string[]) => ({ branches: ids.map((id) => ({ id, name: id.toUpperCase() })) });

test("happy path: goes all ways at once", async () => {
  expect(await runNode({ type, config: branchesOf(["a", "b", "c"]) })).toEqual({
    type: "fork",
    outlets: ["a", "b", "c"],
    output: { branches: ["A", "B", "C"] },
  });
});
test("refused config: ids are unique and are none of the engine's own", () => {
  expect(refusal({ type, config: branchesOf(["a", "b"]) })).toBeNull();
  for (const ids of [["a", "a"], ["a", "error"], ["a", "b/c"], ["a"]])
    expect(refusal({ type, config: branchesOf(ids) }), ids.join()).toMatch(/^branches/);
});
test("simulated: forks as a real run does, in the same shape", async () => {
  const { step, fits } = await simulateNode({ type, config: branchesOf(["a", "b"]) });
  expect(fits).toBe(true);
  expect(step.output).toEqual({ branches: ["A", "B"] });
});
