import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "jump";
const config = { target: "end" };

test("happy path: goes on at the step that was chosen, and tells the validator which", async () => {
  expect(await runNode({ type, config })).toEqual({ type: "jump", to: "end", output: { to: "end" } });
  expect(getNode(type)!.jumps!(config)).toEqual(["end"]);
  expect(getNode(type)!.jumps!({})).toEqual([]);
});
test("refused config: needs a step", () => {
  expect(refusal({ type, config: {} })).toBe("target: Choose a step.");
  expect(refusal({ type, config: { target: "a step" } })).toBe("target: Choose a step.");
});
test("simulated: jumps as a real run does, in the same shape", async () => {
  const { step, fits } = await simulateNode({ type, config });
  expect(fits).toBe(true);
  expect(step).toMatchObject({ outlet: null, output: { to: "end" } });
});
