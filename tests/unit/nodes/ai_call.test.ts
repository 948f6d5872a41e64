import { describe, expect, test } from "vitest";
import type { CallFacts } from "@/lib/nodes/facts";
import { getNode } from "@/lib/nodes/registry";
import { fits, now, performing, runNode } from "./run-node";

const type = "ai_call";
const config = {
  purpose: "transactional",
  script: "Ask whether the quote arrived.",
  firstLine: "Hello {{ contact.first_name }}.",
  see: [{ field: "first_name" }],
  maxMinutes: 3,
  voicemail: "Call us back, {{ contact.first_name }}.",
  retries: 2,
  retryGap: { amount: 2, unit: "hours" },
};
const contact = { phone: "+1 (555) 010-0123" };
const call = (more: Partial<CallFacts>): CallFacts => ({
  id: "call-1",
  outcome: null,
  reason: null,
  endedAt: null,
  durationSeconds: 0,
  transcript: [],
  ...more,
});
const run = (made: CallFacts[], more: object = {}) =>
  runNode({ type, config, contact, more: { calls: { made: async () => made }, ...more } });

describe("AI call", () => {
  test("happy path: places a call to the contact's number with rendered words and the script as it is", async () => {
    const { effect, after: settle } = performing(await run([]));
    expect(effect).toMatchObject({
      kind: "call",
      to: "+15550100123",
      instructions: "Ask whether the quote arrived.",
      data: { first_name: "Ada" },
      firstLine: "Hello Ada.",
      voicemail: "Call us back, Ada.",
    });
    expect(settle({ status: "done", output: { call_id: "x" } })).toMatchObject({
      type: "waitFor",
      events: [{ type: "call.ended", key: "x" }],
      lookBack: true,
      until: "2030-03-30T08:23:00.000Z",
    });
  });
  test("goes on by every outcome, with what was said", async () => {
    for (const outcome of ["answered", "failed", "voicemail"] as const) {
      const transcript = [{ who: "contact" as const, text: "Yes", at: now }];
      const result = await run([call({ outcome, endedAt: now, durationSeconds: 12, transcript })]);
      expect(result).toMatchObject({ type: "done", outlet: outcome, output: { transcript: "Contact: Yes", calls: 1 } });
      expect(fits({ type, config, result })).toBe(true);
    }
  });
  test("waits for the gap after a missed call, then calls again, and gives up after as many as it may", async () => {
    const missed = call({ outcome: "missed", endedAt: now });
    expect(await run([missed])).toMatchObject({ type: "wait", until: "2030-03-30T10:00:00.000Z" });
    const earlier = { ...missed, endedAt: "2030-03-30T05:00:00.000Z" };
    const again = performing(await run([earlier]));
    const second = performing(again.after({ status: "done", output: {} }));
    expect(second.after({ status: "done", output: { call_id: "y" } })).toMatchObject({ type: "waitFor" });
    expect(await run([earlier, earlier, earlier])).toMatchObject({
      type: "done",
      outlet: "missed",
      output: { calls: 3 },
    });
  });
  test("without a report it says that nobody knows", async () => {
    const result = await run([call({})], { resumed: { by: "timeout" } });
    expect(result).toMatchObject({ outlet: "failed", output: { status: "unknown" } });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("provider failure: says what became of placing it", async () => {
    const { after: settle } = performing(await run([]));
    expect(settle({ status: "skipped", reason: "No consent.", output: {} })).toMatchObject({
      outlet: "failed",
      output: { status: "skipped", reason: "No consent." },
      note: "Not called: No consent.",
    });
    expect(settle({ status: "delayed", until: now, reason: "Quiet hours." })).toMatchObject({
      type: "wait",
      until: now,
    });
    expect(settle({ status: "unknown", reason: "?" })).toMatchObject({ output: { status: "unknown" } });
    expect(() => settle({ status: "failed", reason: "Refused", retryable: false })).toThrow("Refused");
  });
  test("calls nobody without a number with country code", async () => {
    for (const phone of [null, "0151 123", "+12"]) {
      const result = await runNode({ type, config, contact: { phone } });
      expect(result).toMatchObject({ outlet: "failed", output: { status: "skipped" } });
      expect(fits({ type, config, result })).toBe(true);
    }
  });
  test("refused config: refuses long calls, many retries and scripts with variables", () => {
    const refused = (part: object) => !getNode(type)!.config.safeParse({ ...config, ...part }).success;
    for (const part of [
      { maxMinutes: 11 },
      { maxMinutes: 0 },
      { retries: 4 },
      { script: "" },
      { script: "Say {{ contact.first_name }}" },
      { firstLine: "" },
      { language: "xx" },
    ])
      expect(refused(part), JSON.stringify(part)).toBe(true);
    expect(refused({})).toBe(false);
  });
  test("simulated: a simulation takes the call for answered and has the same shape", async () => {
    const { after: settle } = performing(await runNode({ type, config, contact, simulate: true }));
    const result = settle({ status: "done", output: { call_id: "z" } });
    expect(result).toMatchObject({ outlet: "answered" });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("costs more the longer and the more often it may call", () => {
    const cost = (part: object) => getNode(type)!.cost!({ ...config, ...part } as never, null)!.micros;
    expect(cost({ maxMinutes: 10 })).toBeGreaterThan(cost({ maxMinutes: 1 }));
    expect(cost({ retries: 2 })).toBe(3 * cost({ retries: 0 }));
  });
});
