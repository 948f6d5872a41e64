import { expect, test } from "vitest";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";
import { summary } from "./team-context";

const type = "status_changed";
const event = "contact.updated";
const changes = { status: { from: "lead", to: "customer" } };
const given = { type, event, key: "status", changes } as const;

test("happy path: starts when the status becomes the one named, from the one named", () => {
  expect(fires({ ...given, config: { to: "customer" } })).toBe(true);
  expect(fires({ ...given, config: { from: "lead", to: "customer" } })).toBe(true);
  expect(fires({ ...given, config: { from: "qualified", to: "customer" } })).toBe(false);
  expect(fires({ ...given, config: { to: "lead" } })).toBe(false);
  expect(fires({ ...given, key: "company", config: { to: "customer" } })).toBe(false);
});
test("refused config: refuses a status that does not exist, or none", () => {
  expect(refusal({ type, config: { to: "emperor" } })).toBe("to: Choose a status.");
  expect(refusal({ type, config: {} })).toBe("to: Choose a status.");
  expect(summary({ type, config: { from: "lead", to: "customer" } })).toBe(
    "When the status changes from lead to customer",
  );
});
test("simulated: hands on what a real event tells", async () => {
  const event = { from: "lead", to: "customer" };
  const { step, fits } = await simulateNode({ type, config: { to: "customer" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
