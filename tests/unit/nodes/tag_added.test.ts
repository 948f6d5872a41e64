import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "tag_added";

test("happy path: starts for that tag in any case, and for no other", () => {
  expect(fires({ type, config: { tag: "VIP" }, event: "contact.tag_added", key: "vip" })).toBe(true);
  expect(fires({ type, config: { tag: "VIP" }, event: "contact.tag_added", key: "trial" })).toBe(false);
  expect(fires({ type, config: { tag: "VIP" }, event: "contact.tag_removed", key: "vip" })).toBe(false);
});
test("refused config: needs a tag", () => {
  expect(refusal({ type, config: { tag: " " } })).toBe("tag: Give a tag.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = { tag: "vip" };
  const { step, fits } = await simulateNode({ type, config: { tag: "vip" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
