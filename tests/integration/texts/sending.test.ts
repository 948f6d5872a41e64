import { describe, expect, test } from "vitest";
import {
  asWorker,
  claimText,
  fromPhone,
  makeContact,
  ORIGIN,
  post,
  sendText,
  stored,
  texts,
  twilioPost,
} from "./fixture.ts";

const accepted = () => texts.twilio.messages;

test("an SMS goes out as one request, with the address of its reports and no word more", async () => {
  const contact = await makeContact();
  const outcome = await sendText({ contact });
  const [message] = await stored();
  expect(outcome).toMatchObject({
    status: "done",
    output: { status: "sent", message_id: message!.id, to: contact.phone },
  });
  expect(accepted().map(({ form }) => form)).toEqual([
    {
      To: contact.phone,
      From: "+15550100200",
      Body: "Hello Ada",
      StatusCallback: `${ORIGIN}/api/webhooks/twilio/${texts.connectionId}?m=${message!.id}`,
    },
  ]);
  expect(message).toMatchObject({ channel: "sms", status: "sent", provider_id: accepted()[0]!.sid, text: "Hello Ada" });
});

test("a messaging service sends where the workspace named one", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const service = `MG${"0".repeat(32)}`;
  await texts.workspace.client(contracts.connections.connect, {
    provider: "twilio",
    account_sid: `AC${"0".repeat(32)}`,
    messaging_service_sid: service,
  });
  await sendText({ contact: await makeContact() });
  expect(accepted()[0]!.form).toMatchObject({ MessagingServiceSid: service });
  expect(accepted()[0]!.form).not.toHaveProperty("From");
  const whatsapp = {
    kind: "whatsapp",
    purpose: "transactional",
    content: { type: "template", sid: "HX", variables: {} },
  };
  expect(await sendText({ contact: await makeContact(), given: whatsapp as never })).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("no WhatsApp number"),
  });
});

describe("what is sent once", () => {
  test("a finished send is not made again", async () => {
    const contact = await makeContact();
    await sendText({ contact, key: "k" });
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
    expect(accepted()).toHaveLength(1);
  });
  test("after a crash the message is found at Twilio and not sent again", async () => {
    const contact = await makeContact();
    await sendText({ contact, key: "k", crash: true });
    expect(await sendText({ contact, key: "k" })).toMatchObject({
      status: "done",
      output: { provider_id: accepted()[0]!.sid },
    });
    expect(accepted()).toHaveLength(1);
    expect(await stored()).toMatchObject([{ status: "sent" }]);
  });
  test("a send whose owner died before Twilio was asked is made", async () => {
    const contact = await makeContact();
    await asWorker((ctx) => claimText({ ctx, contact, key: "k" }));
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
    expect(accepted()).toHaveLength(1);
  });
  test("a send whose owner died is not made after the contact answered STOP", async () => {
    const contact = await makeContact();
    await asWorker((ctx) => claimText({ ctx, contact, key: "k" }));
    expect((await fromPhone({ from: contact.phone, text: "STOP" })).status).toBe(200);
    const reason = expect.stringContaining("answered STOP");
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "unknown", reason });
    expect(texts.twilio.requests.filter(({ method }) => method === "POST")).toHaveLength(0);
  });
  test("an owner that was held up before it asked Twilio finds that its claim was taken over, and asks nothing", async () => {
    const contact = await makeContact();
    const claim = await asWorker((ctx) => claimText({ ctx, contact, key: "k" }));
    const [late] =
      await texts.admin`select * from public.effects where id = ${(claim as { effectId: string }).effectId}`;
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
    const { sms } = await import("@/lib/services/effects/kinds/text");
    const { id: effectId, provider, request, message_id: messageId, attempts } = late!;
    const { workspaceId } = texts.workspace;
    const held = { workspaceId, effectId, provider, request: JSON.parse(request), messageId, runId: null, attempts };
    await expect(sms.perform(held)).rejects.toThrow("Somebody else has taken over this send.");
    expect(accepted()).toHaveLength(1);
  });
  test("an unknown send is made again once a person said so", async () => {
    texts.twilio.faults.push({ kind: "drop" });
    const contact = await makeContact();
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "unknown" });
    // What confirming at a retry does.
    await texts.admin`update public.effects set status = 'failed' where workspace_id = ${texts.workspace.workspaceId}`;
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
    expect(accepted()).toHaveLength(1);
  });
  test("an answer that got lost is looked up at once", async () => {
    texts.twilio.faults.push({ kind: "make-then-drop" });
    expect(await sendText({ contact: await makeContact() })).toMatchObject({ status: "done" });
    expect(accepted()).toHaveLength(1);
  });
  test("a send that nobody can tell the outcome of is unknown, and is not repeated", async () => {
    texts.twilio.faults.push({ kind: "drop" });
    const contact = await makeContact();
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "unknown" });
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "unknown" });
    expect(texts.twilio.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(await stored()).toMatchObject([{ status: "unknown" }]);
  });
  test("the same words sent by two steps are two messages, and each interrupted send finds its own", async () => {
    const contact = await makeContact();
    await sendText({ contact, key: "a" });
    await sendText({ contact, key: "b", crash: true });
    const [first, second] = accepted();
    expect(await sendText({ contact, key: "b" })).toMatchObject({ output: { provider_id: second!.sid } });
    expect(first!.sid).not.toBe(second!.sid);
    expect(accepted()).toHaveLength(2);
  });
  test("two interrupted sends of the same words of which one was made: one takes it, the other is unknown", async () => {
    const contact = await makeContact();
    const owners = [crypto.randomUUID(), crypto.randomUUID()];
    const ids = await asWorker(async (ctx) => {
      const claims = [];
      for (const owner of owners) claims.push(await claimText({ ctx, contact, owner }));
      return claims.map((claim) => (claim.claimed ? claim.effectId : ""));
    });
    const { performEffect } = await import("@/lib/services/effects/perform-effect");
    const { workspaceId } = texts.workspace;
    await performEffect({ workspaceId, effectId: ids[0]!, owner: owners[0]! });
    // Both died where the provider was being asked; one of them had reached it.
    await texts.admin`update public.messages set asked_at = private.now() where workspace_id = ${workspaceId}`;
    await texts.admin`update public.effects set taken_over = true where workspace_id = ${workspaceId}`;
    const outcomes = await Promise.all(
      ids.map((effectId, n) => performEffect({ workspaceId, effectId, owner: owners[n]! })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["done", "unknown"]);
    expect(accepted()).toHaveLength(1);
  });
  test("a report about an unknown send settles it", async () => {
    texts.twilio.faults.push({ kind: "drop" });
    const contact = await makeContact();
    await sendText({ contact, key: "k" });
    const [message] = await stored();
    const report = twilioPost({
      params: { MessageSid: `SM${"a".repeat(32)}`, MessageStatus: "delivered" },
      query: `?m=${message!.id}`,
    });
    expect((await post(report)).status).toBe(200);
    expect(await stored()).toMatchObject([{ status: "delivered" }]);
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
  });
  test("a report that overtakes the answer is not undone by it", async () => {
    texts.twilio.overtake = async () => {
      const [message] = await stored();
      const params = { MessageSid: accepted()[0]!.sid, MessageStatus: "delivered", Price: "-0.0075", PriceUnit: "USD" };
      await post(twilioPost({ params, query: `?m=${message!.id}` }));
    };
    await sendText({ contact: await makeContact() });
    expect(await stored()).toMatchObject([{ status: "delivered", cost_micros: "7500", cost_currency: "USD" }]);
    const events = await texts.admin`select type from public.message_events
      where workspace_id = ${texts.workspace.workspaceId} order by type`;
    expect(events.map(({ type }) => type)).toEqual(["delivered", "sent"]);
  });
});

describe("what Twilio refuses", () => {
  test.each([
    [
      { status: 400, code: 21211, message: "Invalid 'To' Phone Number" },
      false,
      "The number does not exist. (Twilio 21211)",
    ],
    [{ status: 401, code: 20003, message: "Authenticate" }, false, "Twilio refused the account or its token"],
    [{ status: 429, code: 20429, message: "Too many requests" }, true, "Twilio asks to slow down."],
  ])("is said in words: %o", async (fault, retryable, reason) => {
    texts.twilio.faults.push({ kind: "status", ...fault });
    expect(await sendText({ contact: await makeContact() })).toMatchObject({
      status: "failed",
      retryable,
      reason: expect.stringContaining(reason),
    });
    expect(await stored()).toMatchObject([{ status: "failed" }]);
  });
  test("a refused send is tried again under the same claim, unless the contact answered STOP meanwhile", async () => {
    texts.twilio.faults.push({ kind: "status", status: 429 });
    const contact = await makeContact();
    await sendText({ contact, key: "k" });
    await fromPhone({ from: contact.phone, text: "Stop." });
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "skipped" });
    expect(accepted()).toHaveLength(0);
  });
  test("a refused send is made when it is asked for again", async () => {
    texts.twilio.faults.push({ kind: "status", status: 429 });
    const contact = await makeContact();
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "failed", retryable: true });
    expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
    expect(accepted()).toHaveLength(1);
    expect(await stored()).toMatchObject([{ status: "sent", reason: null }]);
  });
  test("a number that answered STOP to Twilio is not tried again", async () => {
    texts.twilio.faults.push({ kind: "status", status: 400, code: 21610 });
    const contact = await makeContact();
    await sendText({ contact, given: { purpose: "transactional" } });
    expect(await sendText({ contact, given: { purpose: "transactional" } })).toMatchObject({
      status: "skipped",
      reason: "The contact answered STOP, so nothing is sent by SMS.",
    });
  });
  test("a server error may have sent it: it is looked up, and unknown when not found", async () => {
    texts.twilio.faults.push({ kind: "status", status: 503 });
    expect(await sendText({ contact: await makeContact() })).toMatchObject({ status: "unknown" });
  });
});

describe("WhatsApp", () => {
  const text = { kind: "whatsapp", purpose: "transactional", content: { type: "text", body: "Hi" } } as never;
  test("a template goes out at any time, with its variables", async () => {
    const contact = await makeContact();
    const sid = `HX${"1".repeat(32)}`;
    const given = { kind: "whatsapp", content: { type: "template", sid, variables: { "1": "Ada" } } } as never;
    expect(await sendText({ contact, given })).toMatchObject({ status: "done" });
    expect(accepted()[0]!.form).toMatchObject({
      To: `whatsapp:${contact.phone}`,
      From: "whatsapp:+15550100300",
      ContentSid: sid,
      ContentVariables: '{"1":"Ada"}',
    });
  });
  test("free text needs a message of the contact's within 24 hours", async () => {
    const contact = await makeContact();
    expect(await sendText({ contact, given: text })).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("the contact never wrote. Use a template."),
    });
    // An SMS does not open the window.
    await fromPhone({ from: contact.phone, text: "Hi" });
    expect(await sendText({ contact, given: text })).toMatchObject({ status: "skipped" });
    await fromPhone({ from: contact.phone, text: "Hi", whatsapp: true });
    expect(await sendText({ contact, given: text })).toMatchObject({ status: "done" });
    // Who shares the number has been written to by the same person.
    const other = await makeContact({ phone: contact.phone });
    expect(await sendText({ contact: other, given: text })).toMatchObject({ status: "done" });
    await texts.admin`update public.messages set created_at = created_at - interval '25 hours' where direction = 'inbound'`;
    expect(await sendText({ contact, given: text })).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("which was 25 hours ago. Use a template."),
    });
  });
});

test("without Twilio the built-in phone gets it, once per claim however often it is asked", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  await texts.workspace.client(contracts.connections.disconnect, { provider: "twilio" });
  const contact = await makeContact();
  expect(await sendText({ contact, key: "k", crash: true })).toMatchObject({ output: { provider: "local" } });
  expect(await sendText({ contact, key: "k" })).toMatchObject({ status: "done" });
  const carried =
    await texts.admin`select number, body from public.phone_box where workspace_id = ${texts.workspace.workspaceId}`;
  expect(carried).toMatchObject([{ number: contact.phone, body: "Hello Ada" }]);
  expect(texts.twilio.requests).toHaveLength(0);
});

test("a claim holds what was asked even when the connection changes meanwhile", async () => {
  const contact = await makeContact();
  const claim = await asWorker((ctx) => claimText({ ctx, contact }));
  if (!claim.claimed) throw new Error("It was not claimed.");
  const [effect] = await texts.admin`select request, provider from public.effects where id = ${claim.effectId}`;
  expect(JSON.parse(effect!.request)).toMatchObject({
    to: contact.phone,
    from: "+15550100200",
    content: { body: "Hello Ada" },
  });
});
