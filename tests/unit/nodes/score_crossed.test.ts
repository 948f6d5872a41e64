import { expect, test } from "vitest";
import { fires, refusal } from "./fires";

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
])("from %i to %i: up %s, down %s", (from, to, up, down) => {
  expect(moved(from, to, "up")).toBe(up);
  expect(moved(from, to, "down")).toBe(down);
  expect(moved(from, to, "both")).toBe(up || down);
});
test("refuses a score out of range", () => {
  expect(refusal({ type, config: { threshold: 0 } })).toBe("threshold: At least 1.");
  expect(refusal({ type, config: { threshold: 1001 } })).toBe("threshold: At most 1,000.");
});
