import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "email_bounced";
const data = { message_id: "m", subject: "Your offer" };

test("happy path: starts when a mail came back, and for nothing else", () => {
  expect(fires({ type, config: {}, event: "email.bounced", data })).toBe(true);
  expect(fires({ type, config: { subject: "offer" }, event: "email.bounced", data })).toBe(true);
  expect(fires({ type, config: { subject: "invoice" }, event: "email.bounced", data })).toBe(false);
  expect(fires({ type, config: {}, event: "email.failed", data })).toBe(false);
});
test("counts a temporary failure only when it is told to", () => {
  const soft = { ...data, soft: true };
  expect(fires({ type, config: {}, event: "email.bounced", data: soft })).toBe(false);
  expect(fires({ type, config: { soft: true }, event: "email.bounced", data: soft })).toBe(true);
});
test("refused config: knows no machines, and says in words what it waits for", () => {
  expect(refusal({ type, config: { machines: true } })).not.toBeNull();
  expect(getNode(type)?.summary({}, () => undefined)).toBe("When an email bounces");
});
test("simulated: hands on what a real event tells", async () => {
  const event = data;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
