import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { fits, performing, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "send_whatsapp";
const phone = "+15550100123";
const sid = `HX${"0".repeat(32)}`;
const config = { template: sid, variables: [{ name: "1", value: "{{ contact.first_name }}" }] };

test("happy path: asks for a template with its variables filled in", async () => {
  expect(performing(await runNode({ type, config, contact: { phone } })).effect).toEqual({
    kind: "whatsapp",
    purpose: "marketing",
    to: phone,
    content: { type: "template", sid, variables: { "1": "Ada" } },
    hours: "workflow_hours",
  });
});
test("asks for free text", async () => {
  const text = { content: "text", body: "Hi {{ contact.first_name }}", purpose: "transactional" };
  expect(performing(await runNode({ type, config: text, contact: { phone } })).effect).toMatchObject({
    purpose: "transactional",
    content: { type: "text", body: "Hi Ada" },
  });
});
test("does not send without a number", async () => {
  const result = await runNode({ type, config });
  expect(result).toMatchObject({ output: { status: "skipped", reason: "no_number" } });
  expect(fits({ type, config, result })).toBe(true);
});
test("provider failure: says what became of it, in the shape the node promises", async () => {
  const { after: settle } = performing(await runNode({ type, config, contact: { phone } }));
  const skipped = settle({ status: "skipped", reason: "Outside the window.", output: { message_id: "m" } });
  expect(fits({ type, config, result: skipped })).toBe(true);
  expect(skipped).toMatchObject({ note: "Not sent: Outside the window." });
  expect(() => settle({ status: "failed", reason: "The number is not on WhatsApp.", retryable: false })).toThrow(
    "The number is not on WhatsApp.",
  );
});
test("refused config: refuses a template without its SID, text without words, and a variable given twice", () => {
  expect(refusal({ type, config: {} })).toBe("template: Give the content SID of the template.");
  expect(refusal({ type, config: { template: "HX1" } })).toMatch(/^template: A template's content SID/);
  expect(refusal({ type, config: { content: "text" } })).toBe("body: Write the message.");
  const twice = [...config.variables, { name: "1", value: "x" }];
  expect(refusal({ type, config: { ...config, variables: twice } })).toBe(
    "variables.1.name: This variable is given twice.",
  );
});
test("tells on the card what is sent", () => {
  const summary = (given: object) => getNode(type)!.summary(given, () => undefined);
  expect(summary({})).toBe("No template yet");
  expect(summary(config)).toBe(`Template ${sid} with 1: {{ contact.first_name }}`);
  expect(summary({ content: "text", body: "Hi" })).toBe('"Hi"');
});
test("simulated: shows the message it would send, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: config, contact: { phone } });
  expect(fit).toBe(true);
  expect(step.wouldSend).toMatchObject([{ effect: { kind: "whatsapp", to: phone } }]);
});
