import { expect, test } from "vitest";
import { NodeError } from "@/lib/nodes/node-result";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { ids, summary } from "./team-context";

const type = "remove_from_segment";
const config = { segmentId: ids.segment };
const segments = (removed: boolean) => ({
  segments: { add: async () => ({ added: removed }), remove: async () => ({ removed: removed }) },
});

test("happy path: changes the segment once, and says when there was nothing to do", async () => {
  const result = await runNode({ type, config, more: segments(true) });
  expect(result).toMatchObject({ output: { segment_id: ids.segment, removed: true } });
  const again = await runNode({ type, config, more: segments(false) });
  expect(again).toMatchObject({ output: { removed: false }, note: "The contact was not in it." });
  for (const each of [result, again]) expect(fits({ type, config, result: each })).toBe(true);
});
test("a segment that is gone fails the step", async () => {
  const gone = () => Promise.reject(new NodeError("This does not exist.", { retryable: false }));
  await expect(runNode({ type, config, more: { segments: { add: gone, remove: gone } } })).rejects.toThrow("not exist");
});
test("simulated: a simulation answers the same shape, and writes nothing", async () => {
  expect(fits({ type, config, result: await runNode({ type, config }) })).toBe(true);
});
test("refused config: refuses to be without a segment", () => {
  expect(refusal({ type, config: {} })).toBe("segmentId: Choose a segment.");
  expect(summary({ type, config })).toBe('Take out of "Readers"');
});
