import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "custom_event";
const event = "event.received";
const data = { name: "order.paid", properties: { total: 120, currency: "EUR" } };

test("happy path: starts for the event of that name, when its properties are as asked", () => {
  expect(fires({ type, config: { name: "order.paid" }, event, key: "order.paid", data })).toBe(true);
  expect(fires({ type, config: { name: "order.paid" }, event, key: "order.refunded", data })).toBe(false);
  const over = (value: number) => ({
    name: "order.paid",
    conditions: { field: "trigger.data.properties.total", op: "gt", value },
  });
  expect(fires({ type, config: over(100), event, key: "order.paid", data })).toBe(true);
  expect(fires({ type, config: over(200), event, key: "order.paid", data })).toBe(false);
});
test("refused config: refuses an event without a name, half a condition, and page views, which have a trigger of their own", () => {
  expect(refusal({ type, config: { name: " " } })).toBe("name: Give the name of the event.");
  expect(refusal({ type, config: { name: "page.viewed" } })).toMatch(/Page visited/);
  expect(refusal({ type, config: { name: "a", conditions: { all: [] } } })).toMatch(/^conditions/);
  expect(getNode(type)?.summary({ name: "order.paid" }, () => undefined)).toBe(
    'When the event "order.paid" is received',
  );
});
test("simulated: hands on what a real event tells", async () => {
  const event = { name: "purchase", properties: { total: 10 } };
  const { step, fits } = await simulateNode({ type, config: { name: "purchase" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
