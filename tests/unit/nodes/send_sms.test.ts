import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { smsSegments } from "@/lib/nodes/sms-segments";
import { refusal } from "./fires";
import { fits, performing, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "send_sms";
const phone = "+15550100123";
const config = { body: "Hi {{ contact.first_name }}" };
const node = getNode(type)!;

describe("send SMS", () => {
  test("happy path: asks for one message to the contact's number, filled in, with the way to opt out", async () => {
    expect(performing(await runNode({ type, config, contact: { phone } })).effect).toEqual({
      kind: "sms",
      purpose: "marketing",
      to: phone,
      body: "Hi Ada\nReply STOP to opt out.",
      hours: "workflow_hours",
    });
  });
  test("adds nothing to transactional messages, or where the author says so", async () => {
    for (const more of [{ purpose: "transactional" }, { optOut: false }]) {
      const { effect } = performing(await runNode({ type, config: { ...config, ...more }, contact: { phone } }));
      expect(effect).toMatchObject({ body: "Hi Ada" });
    }
  });
  test("does not send without a number", async () => {
    const result = await runNode({ type, config });
    expect(result).toMatchObject({ output: { status: "skipped", reason: "no_number" } });
    expect(fits({ type, config, result })).toBe(true);
    expect(await runNode({ type, config, contact: { phone: "0301234" } })).toMatchObject({
      output: { status: "skipped", reason: "bad_number" },
    });
  });
  test("provider failure: says what became of it, in the shape the node promises", async () => {
    const { after: settle } = performing(await runNode({ type, config, contact: { phone } }));
    const sent = settle({ status: "done", output: { status: "sent", message_id: "m", to: phone } });
    expect(fits({ type, config, result: sent })).toBe(true);
    expect(fits({ type, config, result: settle({ status: "unknown", reason: "It broke." }) })).toBe(true);
    expect(settle({ status: "delayed", until: "2030-03-31T06:00:00.000Z", reason: "Quiet hours" })).toMatchObject({
      type: "wait",
      until: "2030-03-31T06:00:00.000Z",
    });
    expect(() => settle({ status: "failed", reason: "The number does not exist.", retryable: false })).toThrow(
      "The number does not exist.",
    );
  });
  test("refused config: refuses an empty or endless message", () => {
    expect(refusal({ type, config: { body: " " } })).toBe("body: Write the message.");
    expect(refusal({ type, config: { body: "x".repeat(1601) } })).toBe("body: At most 1,600 characters.");
  });
  test("tells the parts on the card, and warns of many and of a missing way out", () => {
    expect(node.summary({ body: "Hi" }, () => undefined)).toBe('"Hi" · 1 part');
    expect(node.summary({ body: "Hi 👋".padEnd(60, "x") }, () => undefined)).toBe(
      `"${"Hi 👋".padEnd(60, "x")}" · 2 parts`,
    );
    const codes = (given: object) => node.advise!(given).map(({ code }) => code);
    expect(codes({ body: "x".repeat(600) })).toEqual(["many_parts"]);
    expect(codes({ body: "Hi", optOut: false })).toEqual(["no_opt_out"]);
    expect(codes({ body: "Hi, text stop to opt out", optOut: false })).toEqual([]);
    expect(codes({ body: "Hi", optOut: false, purpose: "transactional" })).toEqual([]);
  });
});

describe("parts of an SMS", () => {
  test.each([
    ["", 0],
    ["x".repeat(160), 1],
    ["x".repeat(161), 2],
    ["x".repeat(306), 2],
    ["x".repeat(307), 3],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    // A character of two places never starts at the end of a part.
    [`${"x".repeat(152)}€${"x".repeat(152)}`, 3],
    ["й".repeat(70), 1],
    ["й".repeat(71), 2],
    ["👋".repeat(35), 1],
    ["👋".repeat(36), 2],
  ])("%#: counts them by the alphabet", (text, parts) => {
    expect(smsSegments(text).parts).toBe(parts);
  });
});
test("simulated: shows the message it would send, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: config, contact: { phone } });
  expect(fit).toBe(true);
  expect(step.wouldSend).toMatchObject([{ effect: { kind: "sms", to: phone } }]);
});
