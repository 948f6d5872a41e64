import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "message_replied";
const data = { message_id: "m", text: "Yes, please", from: "+15550100123" };

test("happy path: starts for a text by either way, or by one only", () => {
  expect(fires({ type, config: {}, event: "sms.replied", data })).toBe(true);
  expect(fires({ type, config: {}, event: "whatsapp.replied", data })).toBe(true);
  expect(fires({ type, config: { channel: "sms" }, event: "sms.replied", data })).toBe(true);
  expect(fires({ type, config: { channel: "sms" }, event: "whatsapp.replied", data })).toBe(false);
  expect(fires({ type, config: {}, event: "sms.sent", data })).toBe(false);
});
test("starts only for texts that contain the words", () => {
  expect(fires({ type, config: { contains: "yes" }, event: "sms.replied", data })).toBe(true);
  expect(fires({ type, config: { contains: "no thanks" }, event: "sms.replied", data })).toBe(false);
});
test("refused config: refuses an unknown channel, and says in words what it waits for", () => {
  expect(refusal({ type, config: { channel: "fax" } })).toMatch(/^channel: /);
  expect(getNode(type)?.summary({ channel: "sms", contains: "yes" }, () => undefined)).toBe(
    'When the contact writes an SMS with "yes"',
  );
  expect(getNode(type)?.output.schema.safeParse(data).success).toBe(true);
});
test("simulated: hands on what a real event tells", async () => {
  const event = data;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
