import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "page_visited";
const visit = (url: string, page: string) =>
  fires({
    type,
    config: { url: page },
    event: "page.viewed",
    data: { url, path: new URL(url).pathname, title: null, referrer: null },
  });

test("happy path: starts for the page, where * stands for anything and everything else for itself", () => {
  expect(visit("https://example.com/pricing?ref=mail", "/pricing")).toBe(true);
  expect(visit("https://example.com/pricing/teams", "/pricing")).toBe(false);
  expect(visit("https://example.com/pricing/teams", "/pricing*")).toBe(true);
  expect(visit("https://example.com/blog/2030/pricing", "/blog/*/pricing")).toBe(true);
  expect(visit("https://example.com/docs.html", "/docs?html")).toBe(false);
  expect(visit("https://other.example/pricing", "https://example.com/*")).toBe(false);
  expect(visit("https://example.com/pricing?plan=pro", "https://example.com/pricing?plan=*")).toBe(true);
  expect(visit("https://shop.example.com/cart", "*/cart")).toBe(true);
});
test("asks dispatch to count when more than one visit is wanted", () => {
  const often = (config: object) => getNode(type)?.trigger?.often?.(getNode(type)?.config.parse(config) as never);
  expect(often({ url: "/pricing" })).toBeNull();
  expect(often({ url: "/pricing", times: 3, withinDays: 2 })).toEqual({ times: 3, withinHours: 48 });
});
test("refused config: refuses what is no page, and counts that make no sense", () => {
  expect(refusal({ type, config: { url: "" } })).toBe("url: Say which page.");
  expect(refusal({ type, config: { url: "pricing" } })).toMatch(/^url: Begin with \//);
  expect(refusal({ type, config: { url: "/a", times: 0 } })).toBe("times: At least once.");
  expect(refusal({ type, config: { url: "/a", withinDays: 366 } })).toBe("withinDays: At most 365 days.");
});
test("says in words what it waits for", () => {
  expect(getNode(type)?.summary({ url: "/pricing*", times: 3, withinDays: 1 }, () => undefined)).toBe(
    "When /pricing* is visited 3 times within a day",
  );
});
test("simulated: hands on what a real event tells", async () => {
  const event = { url: "https://example.com/pricing", path: "/pricing", title: null, referrer: null };
  const { step, fits } = await simulateNode({ type, config: { url: "/pricing" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
