import { expect, test } from "vitest";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { refusal } from "./fires";
import { fits, now, performing, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "send_email";
const config = {
  subject: "Hi {{ contact.first_name }}\nBcc: x",
  body: "Hello {{ contact.first_name }}",
  preheader: "For {{ contact.custom.plan }}",
};
const effectOf = async (given: object) => performing(await runNode({ type, config: given }));

test("happy path: fills in every variable once, so that the message pipeline need not", async () => {
  expect((await effectOf(config)).effect).toEqual({
    kind: "email",
    purpose: "marketing",
    to: "ada@example.com",
    subject: "Hi Ada Bcc: x",
    body: "Hello Ada",
    preheader: "For pro",
    track: true,
  });
});
test("can go to another address", async () => {
  expect((await effectOf({ ...config, to: "sales+{{ contact.custom.plan }}@example.com" })).effect).toMatchObject({
    to: "sales+pro@example.com",
  });
});
test("does not send without an address, or to something that is none", async () => {
  expect(await runNode({ type, config, contact: { email: null } })).toMatchObject({
    type: "done",
    output: { status: "skipped", reason: "no_address" },
  });
  expect(await runNode({ type, config: { ...config, to: "a@b.test, c@d.test" } })).toMatchObject({
    output: { reason: "bad_address" },
  });
});
test("provider failure: says what became of it", async () => {
  const { after } = await effectOf(config);
  const outcome = (given: EffectOutcome) => after(given);
  expect(outcome({ status: "done", output: { message_id: "m" } })).toMatchObject({
    type: "done",
    output: { message_id: "m", status: "sent" },
  });
  expect(outcome({ status: "skipped", reason: "Unsubscribed", output: {} })).toMatchObject({
    type: "done",
    output: { status: "skipped" },
    note: "Not sent: Unsubscribed",
  });
  expect(outcome({ status: "delayed", until: now, reason: "Quiet hours" })).toEqual({
    type: "wait",
    until: now,
    note: "Quiet hours",
  });
  expect(outcome({ status: "unknown", reason: "The line broke" })).toMatchObject({
    type: "done",
    output: { status: "unknown" },
  });
  expect(() => outcome({ status: "failed", reason: "Refused", retryable: false })).toThrow(
    expect.objectContaining({ message: "Refused", retryable: false }),
  );
});
test("its result survives being awaited: it is no promise", async () => {
  expect("then" in (await effectOf(config))).toBe(false);
});
test("refused config: needs a subject and a message", () => {
  expect(refusal({ type, config: { ...config, subject: " " } })).toBe("subject: Write a subject.");
  expect(refusal({ type, config: { ...config, body: "" } })).toBe("body: Write the message.");
  expect(refusal({ type, config: { ...config, body: "x".repeat(100_001) } })).toBe("body: At most 100,000 characters.");
});
test("simulated: shows the mail it would send, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config });
  expect(fit).toBe(true);
  expect(step.wouldSend).toMatchObject([
    { effect: { kind: "email", to: "ada@example.com", subject: "Hi Ada Bcc: x" } },
  ]);
  const { after } = await effectOf(config);
  expect(fits({ type, config, result: after({ status: "done", output: { message_id: "m" } }) })).toBe(true);
});
