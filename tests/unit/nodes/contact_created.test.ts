import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "contact_created";

test("happy path: starts for every new contact, or for those from one source", () => {
  const event = "contact.created";
  expect(fires({ type, config: {}, event, data: { source: "api" } })).toBe(true);
  expect(fires({ type, config: { source: "form" }, event, data: { source: "form" } })).toBe(true);
  expect(fires({ type, config: { source: "form" }, event, data: { source: "api" } })).toBe(false);
  expect(fires({ type, config: {}, event: "contact.updated" })).toBe(false);
});
test("refused config: a source is text, and nothing else is a setting", () => {
  expect(refusal({ type, config: { source: 7 } })).toMatch(/^source: /);
  expect(refusal({ type, config: { sources: ["form"] } })).not.toBeNull();
});
test("simulated: hands on what a real event tells", async () => {
  const event = getNode(type)!.output.sample;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
