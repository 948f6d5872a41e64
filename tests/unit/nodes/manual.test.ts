import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "manual";

test("happy path: starts when somebody adds a contact, and for nothing else", () => {
  expect(fires({ type, config: {}, event: "workflow.requested", key: "w1" })).toBe(true);
  expect(fires({ type, config: {}, event: "contact.created" })).toBe(false);
});
test("refused config: it has no settings", () => {
  expect(refusal({ type, config: { tag: "vip" } })).not.toBeNull();
});
test("simulated: hands on what a real event tells", async () => {
  const event = getNode(type)!.output.sample;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
