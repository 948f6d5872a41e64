import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "email_opened";
const event = "email.opened";
const data = { message_id: "m", subject: "Your spring offer" };

test("happy path: starts for any email a person opened", () => {
  expect(fires({ type, config: {}, event, data })).toBe(true);
  expect(fires({ type, config: {}, event: "email.clicked", data })).toBe(false);
});
test("starts for the email that is meant: by its subject, by the step that sent it", () => {
  expect(fires({ type, config: { subject: "Spring" }, event, data })).toBe(true);
  expect(fires({ type, config: { subject: "autumn" }, event, data })).toBe(false);
  expect(fires({ type, config: { step: "n7" }, event, key: "n7", data })).toBe(true);
  expect(fires({ type, config: { step: "n7" }, event, key: "n8", data })).toBe(false);
});
test("does not start for a machine unless it is told to", () => {
  const machine = { ...data, machine: true };
  expect(fires({ type, config: {}, event, data: machine })).toBe(false);
  expect(fires({ type, config: { machines: true }, event, data: machine })).toBe(true);
  expect(fires({ type, config: { machines: true }, event, data })).toBe(true);
});
test("refused config: refuses what is no setting of it, and says in words what it waits for", () => {
  expect(refusal({ type, config: { machines: "yes" } })).toMatch(/^machines: /);
  expect(refusal({ type, config: { subject: "x".repeat(301) } })).toBe("subject: At most 300 characters.");
  const words = getNode(type)?.summary({ subject: "Offer", machines: true }, () => undefined);
  expect(words).toBe('When an email with "Offer" in its subject is opened, also by a machine');
});
test("simulated: hands on what a real event tells", async () => {
  const event = data;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
