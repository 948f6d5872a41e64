import { expect, test } from "vitest";
import { fires, refusal } from "./fires";

const type = "tag_removed";
const event = "contact.tag_removed";

test("starts for that tag in any case, and for no other", () => {
  expect(fires({ type, config: { tag: "Trial" }, event, key: "trial", data: { tag: "TRIAL" } })).toBe(true);
  expect(fires({ type, config: { tag: "Trial" }, event, key: "vip", data: { tag: "vip" } })).toBe(false);
  expect(fires({ type, config: { tag: "Trial" }, event: "contact.tag_added", key: "trial" })).toBe(false);
});
test("refuses to be without a tag", () => {
  expect(refusal({ type, config: { tag: " " } })).toBe("tag: Give a tag.");
});
