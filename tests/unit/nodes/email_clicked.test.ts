import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "email_clicked";
const event = "email.clicked";
const data = { message_id: "m", subject: "Your offer", url: "https://example.com/Pricing?plan=pro", position: 1 };

test("happy path: starts for any link, or for one whose address contains a text", () => {
  expect(fires({ type, config: {}, event, data })).toBe(true);
  expect(fires({ type, config: { url: "/pricing" }, event, data })).toBe(true);
  expect(fires({ type, config: { url: "/about" }, event, data })).toBe(false);
  expect(fires({ type, config: { url: "/pricing", subject: "invoice" }, event, data })).toBe(false);
  expect(fires({ type, config: {}, event: "email.opened", data })).toBe(false);
});
test("does not start for a machine unless it is told to", () => {
  const machine = { ...data, machine: true };
  expect(fires({ type, config: { url: "/pricing" }, event, data: machine })).toBe(false);
  expect(fires({ type, config: { url: "/pricing", machines: true }, event, data: machine })).toBe(true);
  expect(fires({ type, config: { url: "/about", machines: true }, event, data: machine })).toBe(false);
});
test("refused config: refuses an address that is too long, and says in words what it waits for", () => {
  expect(refusal({ type, config: { url: "x".repeat(501) } })).toBe("url: At most 500 characters.");
  expect(getNode(type)?.summary({ url: "/pricing" }, () => undefined)).toBe(
    'When a link with "/pricing" in its address of an email is clicked',
  );
});
test("simulated: hands on what a real event tells", async () => {
  const event = data;
  const { step, fits } = await simulateNode({ type, config: {}, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
