import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "score_crossed";
const moved = (from: number, to: number, direction: string) =>
  fires({
    type,
    config: { threshold: 50, direction },
    event: "score.changed",
    data: { from, to, reason: null },
    changes: { score: { from, to } },
  });

test.each([
  [49, 50, true, false],
  [10, 90, true, false],
  [50, 51, false, false],
  [50, 49, false, true],
  [90, 10, false, true],
  [49, 48, false, false],
])("happy path: from %i to %i: up %s, down %s", (from, to, up, down) => {
  expect(moved(from, to, "up")).toBe(up);
  expect(moved(from, to, "down")).toBe(down);
  expect(moved(from, to, "both")).toBe(up || down);
});
test("refused config: refuses a score out of range", () => {
  expect(refusal({ type, config: { threshold: 0 } })).toBe("threshold: At least 1.");
  expect(refusal({ type, config: { threshold: 1001 } })).toBe("threshold: At most 1,000.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = { from: 49, to: 50, reason: null };
  const { step, fits } = await simulateNode({ type, config: { threshold: 50 }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
