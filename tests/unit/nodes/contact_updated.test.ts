import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "contact_updated";
const changes = { "custom.plan": { from: "free", to: "pro" } };

test("happy path: starts for a change of the field, from and to the values named", () => {
  const at = { type, event: "contact.updated", key: "custom.plan", changes } as const;
  expect(fires({ ...at, config: {} })).toBe(true);
  expect(fires({ ...at, config: { field: "custom.plan", from: "free", to: "pro" } })).toBe(true);
  expect(fires({ ...at, config: { field: "custom.plan", to: "free" } })).toBe(false);
  expect(fires({ ...at, config: { field: "company" } })).toBe(false);
});
test("refused config: a change needs a field before values", () => {
  expect(refusal({ type, config: { to: "x" } })).toBe("field: Choose the field first.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = getNode(type)!.output.sample;
  const { step, fits } = await simulateNode({ type, config: { field: "custom.plan" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
