import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";
import { ids, summary } from "./team-context";

const type = "workflow_started";
const event = "workflow.requested";
const byStep = { workflow_id: ids.segment, data: {}, from_workflow_id: ids.workflow, from_run_id: ids.ada };

test("happy path: starts for the workflows that may, and never for a request by hand", () => {
  expect(fires({ type, config: {}, event, data: byStep })).toBe(true);
  expect(fires({ type, config: { workflows: [ids.workflow] }, event, data: byStep })).toBe(true);
  expect(fires({ type, config: { workflows: [ids.bob] }, event, data: byStep })).toBe(false);
  expect(fires({ type, config: {}, event, data: { workflow_id: ids.segment, data: {} } })).toBe(false);
});
test("refused config: refuses what is no workflow, and names the one that may", () => {
  expect(refusal({ type, config: { workflows: ["x"] } })).toBe("workflows.0: Choose workflows.");
  expect(summary({ type, config: { workflows: [ids.workflow] } })).toBe('When "Welcome" starts this');
});
test("simulated: hands on what a real event tells", async () => {
  const event = byStep;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
