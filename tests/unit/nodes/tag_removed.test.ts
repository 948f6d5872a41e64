import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "tag_removed";
const event = "contact.tag_removed";

test("happy path: starts for that tag in any case, and for no other", () => {
  expect(fires({ type, config: { tag: "Trial" }, event, key: "trial", data: { tag: "TRIAL" } })).toBe(true);
  expect(fires({ type, config: { tag: "Trial" }, event, key: "vip", data: { tag: "vip" } })).toBe(false);
  expect(fires({ type, config: { tag: "Trial" }, event: "contact.tag_added", key: "trial" })).toBe(false);
});
test("refused config: refuses to be without a tag", () => {
  expect(refusal({ type, config: { tag: " " } })).toBe("tag: Give a tag.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = { tag: "trial" };
  const { step, fits } = await simulateNode({ type, config: { tag: "trial" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
