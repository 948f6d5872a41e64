import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";
import { ids, summary } from "./team-context";

const type = "segment_entered";
const event = "segment.entered";

test("happy path: starts for that segment only", () => {
  const config = { segmentId: ids.segment };
  const data = { segment_id: ids.segment, segment_name: "Readers" };
  expect(fires({ type, config, event, key: ids.segment, data })).toBe(true);
  expect(fires({ type, config, event, key: ids.workflow })).toBe(false);
  expect(fires({ type, config, event: "segment.left", key: ids.segment })).toBe(false);
});
test("refused config: refuses to be without a segment, and names it on its card", () => {
  expect(refusal({ type, config: {} })).toBe("segmentId: Choose a segment.");
  expect(summary({ type, config: { segmentId: ids.segment } })).toContain('"Readers"');
});
test("simulated: hands on what a real event tells", async () => {
  const event = { segment_id: ids.segment, segment_name: "Readers" };
  const { step, fits } = await simulateNode({ type, config: { segmentId: ids.segment }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
