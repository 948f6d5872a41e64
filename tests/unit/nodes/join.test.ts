import { expect, test } from "vitest";
import { graphOf } from "../engine/walk";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "join";
const config = { mode: "count", count: 2, timeout: { amount: 2, unit: "hours" } };

test("happy path: waits for its branches, then says how many came", async () => {
  expect(await runNode({ type, config })).toEqual({
    type: "join",
    mode: "count",
    count: 2,
    until: "2030-03-30T10:00:00.000Z",
  });
  const together = await runNode({ type, config, more: { resumed: { by: "branches", arrived: 2, expected: 3 } } });
  expect(together).toMatchObject({ output: { arrived: 2, expected: 3 } });
  const late = await runNode({ type, config, more: { resumed: { by: "timeout" } } });
  expect(late).toMatchObject({ outlet: "timeout", output: { timed_out: true } });
  for (const result of [together, late]) expect(fits({ type, config, result })).toBe(true);
});
test("refused config: a number of branches is whole and at least one", () => {
  expect(refusal({ type, config: { mode: "count", count: 0 } })).toMatch(/^count: /);
  expect(refusal({ type, config: { mode: "count", count: 1.5 } })).toBe("count: Give a whole number.");
  expect(refusal({ type, config: { mode: "some" } })).toMatch(/^mode: /);
});
test("simulated: brings branches together as a real run does", async () => {
  const graph = graphOf({
    nodes: ["t:manual", "p:parallel", "n:join"],
    edges: ["t>p", "p.a>n", "p.b>n"],
    configs: { n: config },
  });
  const { step, fits: fit } = await simulateNode({ type, config, more: { graph } });
  expect(fit).toBe(true);
  expect(step.output).toEqual({ arrived: 2, expected: 2 });
});
