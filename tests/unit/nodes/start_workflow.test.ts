import { expect, test } from "vitest";
import type { NodeContext } from "@/lib/nodes/node-context";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { fits, now, runNode } from "./run-node";
import { ids, summary } from "./team-context";

const type = "start_workflow";
const config = { workflowId: ids.workflow, data: [{ name: "plan", value: "contact.custom.plan" }] };
const waiting = { ...config, wait: true, timeout: { amount: 2, unit: "hours" } };
const resumed = (data: Record<string, unknown>): NodeContext["resumed"] => ({
  by: "event",
  index: 0,
  event: { type: "workflow.ended", activityId: "a", occurredAt: now, data, changes: {} },
});
const workflows = (asked: unknown[], ended: object | null = null) => ({
  workflows: {
    start: async (request: unknown) => {
      asked.push(request);
      return { requestId: "r", ended };
    },
  },
});

test("happy path: asks once with its values and goes on", async () => {
  const asked: unknown[] = [];
  const result = await runNode({ type, config, more: workflows(asked) as never });
  expect(asked).toEqual([{ workflowId: ids.workflow, data: { plan: "pro" } }]);
  expect(result).toMatchObject({ output: { status: "requested", request_id: "r" } });
  expect(fits({ type, config, result })).toBe(true);
});
test("waits for the end of just this request", async () => {
  expect(await runNode({ type, config: waiting, more: workflows([]) as never })).toEqual({
    type: "waitFor",
    events: [{ type: "workflow.ended", key: "r" }],
    until: "2030-03-30T10:00:00.000Z",
    lookBack: true,
  });
});
test.each([
  ["completed", "completed"],
  ["failed", "failed"],
  ["exited", "failed"],
  ["refused", "failed"],
])("an end as %s leaves by %s", async (status, outlet) => {
  const more = { resumed: resumed({ status, run_id: null, reason: "Why" }) };
  const result = await runNode({ type, config: waiting, more });
  expect(result).toMatchObject({ outlet, output: { status, reason: "Why" } });
  expect(fits({ type, config: waiting, result })).toBe(true);
});
test("what has ended before is answered at once, and time runs out", async () => {
  const ended = { status: "completed", runId: "x", reason: null };
  expect(await runNode({ type, config: waiting, more: workflows([], ended) as never })).toMatchObject({
    outlet: "completed",
  });
  const late = await runNode({ type, config: waiting, more: { resumed: { by: "timeout" } } });
  expect(late).toMatchObject({ outlet: "timeout", output: { status: "waiting" } });
  expect(fits({ type, config: waiting, result: late })).toBe(true);
});
test("simulated: a simulation answers the same shapes", async () => {
  for (const each of [config, waiting])
    expect(fits({ type, config: each, result: await runNode({ type, config: each, simulate: true }) })).toBe(true);
});
test("refused config: refuses to be without a workflow, and advises a time limit", () => {
  expect(refusal({ type, config: {} })).toBe("workflowId: Choose a workflow.");
  expect(refusal({ type, config: { ...config, data: [{ name: "Not a name" }] } })).toMatch(/^data\.0\.name/);
  expect(getNode(type)!.advise?.({ ...config, wait: true })).toMatchObject([{ code: "wait_without_timeout" }]);
  expect(summary({ type, config: waiting })).toBe('Start "Welcome" and wait for its end, at most 2 hours');
});
