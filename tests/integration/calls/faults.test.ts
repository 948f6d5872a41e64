import { describe, expect, test } from "vitest";
import { calling, phone, webhook } from "./fixture.ts";

const placed = () => phone.twilio.requests.filter(({ method }) => method === "POST").length;

describe("when placing a call goes wrong", () => {
  test("an answer that got lost is looked up: the one call nobody else claims is ours, and none is placed twice", async () => {
    phone.twilio.faults.push({ kind: "make-then-drop" });
    const flow = await calling();
    expect(placed()).toBe(1);
    expect(await flow.effect()).toMatchObject({ status: "done" });
    expect(await flow.row()).toMatchObject({ provider_id: phone.twilio.calls[0]!.sid });
    await webhook({ step: "status", form: { CallStatus: "busy" } });
    await phone.h.drain();
    expect(await flow.step()).toMatchObject({ outlet: "busy" });
  });

  test("when Twilio knows of no call nobody knows: the run goes on as unknown and it is not placed again", async () => {
    phone.twilio.faults.push({ kind: "drop" });
    const flow = await calling({}, { retries: 3 });
    await phone.h.pass("2 hours");
    await phone.h.drain();
    expect(placed()).toBe(1);
    expect(await flow.effect()).toMatchObject({ status: "unknown" });
    expect(await flow.step()).toMatchObject({ status: "done", outlet: "failed", output: { status: "unknown" } });
    const reason = expect.stringMatching(/does not say whether it was/);
    expect(await flow.row()).toMatchObject({ status: "ended", outcome: "failed", reason });
  });

  test("when no attempt is left the call ends with the step, not before; tried again as a new run it is placed", async () => {
    const busy = { kind: "status", status: 429 } as const;
    phone.twilio.faults.push(busy, busy);
    const flow = await calling({}, { retries: 1 });
    expect(await flow.row()).toMatchObject({ status: "queued", outcome: null });
    await phone.h.pass("1 minute");
    await phone.h.drain();
    expect(placed()).toBe(2);
    expect(await flow.step()).toMatchObject({ status: "failed" });
    expect(await flow.row()).toMatchObject({ status: "ended", outcome: "failed" });
    expect((await flow.activities()).map(({ type }) => type)).toContain("call.ended");
    const { contracts } = await import("@/lib/api/contracts/all");
    const again = await phone.h.workspace.client(contracts.runs.retry, { id: (await flow.run()).id as string });
    await phone.h.drain();
    expect(placed()).toBe(3);
    expect(await flow.row()).toMatchObject({ status: "queued", outcome: null });
    await webhook({ step: "status", form: { CallStatus: "busy" } });
    await phone.h.drain();
    const steps = await phone.h.steps(again.id);
    expect(steps.find(({ node_id }) => node_id === "c")).toMatchObject({ status: "done", outlet: "busy" });
  });

  test("a call left behind in a run that was cancelled then is over a day later", async () => {
    const flow = await calling();
    const { id } = await flow.effect();
    const { contracts } = await import("@/lib/api/contracts/all");
    await phone.h.workspace.client(contracts.runs.cancel, { id: (await flow.run()).id as string });
    await phone.h.sql`update public.effects set status = 'claimed', result = null where id = ${id as string}`;
    await phone.h.sql`update public.calls set provider_id = null where id = ${id as string}`;
    await phone.h.pass("25 hours");
    const { sweepAbandoned } = await import("@/lib/services/effects/sweep-abandoned");
    expect(await sweepAbandoned()).toBe(1);
    expect(await flow.row()).toMatchObject({ status: "ended", outcome: "failed" });
    // The report that comes after all is the truth.
    await webhook({ step: "status", form: { CallStatus: "no-answer" } });
    expect(await flow.row()).toMatchObject({ status: "ended", outcome: "missed" });
  });

  test("an owner that died before Twilio was asked has placed nothing: the next one does", async () => {
    phone.twilio.faults.push({ kind: "status", status: 429 });
    const flow = await calling({}, { retries: 2 });
    expect(placed()).toBe(1);
    const { sql } = phone.h;
    const { id } = await flow.effect();
    await sql`update public.effects set status = 'claimed', owner = ${crypto.randomUUID()} where id = ${id as string}`;
    await phone.h.pass("1 minute");
    await phone.h.drain();
    expect(placed()).toBe(2);
    expect(phone.twilio.calls).toHaveLength(1);
    expect(await flow.step()).toMatchObject({ status: "waiting" });
  });

  test("an owner that died while Twilio was asked is followed by a look, never by a second call", async () => {
    const flow = await calling({}, { retries: 2 });
    const { sql } = phone.h;
    const { id } = await flow.effect();
    await sql`update public.effects set status = 'claimed', result = null, owner = ${crypto.randomUUID()} where id = ${id as string}`;
    await sql`update public.calls set provider_id = null where id = ${id as string}`;
    const run = await flow.run();
    await sql`update public.workflow_waits set resolved_at = private.now() where run_id = ${run.id as string}`;
    const [token] =
      await sql`update public.workflow_tokens set status = 'ready', epoch = epoch + 1 where run_id = ${run.id as string} returning *`;
    const { visit } = await import("@/lib/services/runs/advance");
    const { workspaceId } = phone.h.workspace;
    await visit({
      at: {
        workspaceId,
        runId: run.id as string,
        tokenId: token!.id,
        epoch: token!.epoch,
        nodeId: "c",
        visit: 1,
        priority: 0,
      },
      leaseRun: crypto.randomUUID(),
    });
    expect(placed()).toBe(1);
    expect(await flow.effect()).toMatchObject({ status: "done" });
    expect(await flow.row()).toMatchObject({ provider_id: phone.twilio.calls[0]!.sid });
  });

  test("a refusal for good fails the step in Twilio's words and ends the call", async () => {
    phone.twilio.faults.push({ kind: "status", status: 400, code: 21211, message: "Invalid 'To' Phone Number" });
    const flow = await calling({}, { retries: 3 });
    expect(placed()).toBe(1);
    expect(await flow.step()).toMatchObject({ status: "failed" });
    expect((await flow.step()).error).toMatch(/Twilio refused the call \(21211\): Invalid/);
    expect(await flow.row()).toMatchObject({ status: "ended", outcome: "failed" });
  });
});

describe("reports of a call", () => {
  test("are refused without the account's signature, and for calls that are not theirs", async () => {
    const first = await calling();
    expect((await webhook({ step: "answer", token: "another-token" })).status).toBe(401);
    expect((await webhook({ step: "answer", form: { CallSid: "CAother" } })).status).toBe(404);
    const url = String(phone.twilio.calls[0]!.form.Url);
    expect((await webhook({ to: url.replace(/ref=.{20}/, "ref=x") })).status).toBe(404);
    expect((await webhook({ to: url.replace("/answer", "/nothing") })).status).toBe(404);
    expect(await first.row()).toMatchObject({ status: "queued", transcript: [] });
  });

  test("may come twice, late and in any order: one outcome, one of each activity", async () => {
    const flow = await calling();
    const forms: Record<string, string>[] = [
      { CallStatus: "completed", CallDuration: "9" },
      { CallStatus: "ringing" },
      { CallStatus: "no-answer" },
      { CallStatus: "completed", CallDuration: "9" },
    ];
    await webhook({ step: "answer", form: { AnsweredBy: "human" } });
    await Promise.all(forms.slice(0, 1).map((form) => webhook({ step: "status", form })));
    await Promise.all(forms.map((form) => webhook({ step: "status", form })));
    await phone.h.drain();
    expect(await flow.step()).toMatchObject({ outlet: "answered", output: { duration_seconds: 9 } });
    expect((await flow.activities()).map(({ type }) => type)).toEqual(["call.sent", "call.answered", "call.ended"]);
    expect((await webhook({ step: "answer", form: { AnsweredBy: "human" } })).text).toMatch(/<Hangup\/>/);
  });

  test("that overtake the answer to placing the call wake the step all the same", async () => {
    phone.twilio.overtake = async () => {
      await webhook({ step: "status", form: { CallStatus: "busy" } });
    };
    const flow = await calling();
    phone.twilio.overtake = null;
    await phone.h.drain();
    expect(await flow.step()).toMatchObject({ outlet: "busy" });
    const run = await flow.run();
    expect(run).toMatchObject({ status: "completed" });
    expect(phone.twilio.calls).toHaveLength(1);
  });

  test("a turn that is asked twice is answered with the same words and asks the model once", async () => {
    const flow = await calling();
    const { action } = await webhook({ step: "answer", form: { AnsweredBy: "human" } });
    phone.openai.answers.push({ kind: "json", value: { say: "Only once.", hang_up: false } });
    const first = await webhook({ to: action, form: { SpeechResult: "Hello" } });
    const again = await webhook({ to: action, form: { SpeechResult: "Hello" } });
    expect(again.text).toBe(first.text);
    expect(phone.openai.requests).toHaveLength(1);
    expect(((await flow.row()).transcript as unknown[]).length).toBe(4);
  });
});

describe("a conversation ends politely", () => {
  const answered = async (config: Record<string, unknown> = {}) => {
    const flow = await calling(config);
    return { flow, ...(await webhook({ step: "answer", form: { AnsweredBy: "human" } })) };
  };
  test("after silence twice, without asking the model", async () => {
    const { action } = await answered();
    const first = await webhook({ to: action, form: {} });
    expect(first.text).toMatch(/<Gather.*Are you still there/);
    const second = await webhook({ to: first.action, form: {} });
    expect(second.text).toMatch(/Goodbye\.<\/Say><Hangup\/>/);
    expect(phone.openai.requests).toHaveLength(0);
  });
  test("when its time is over", async () => {
    const { action } = await answered();
    await phone.h.pass("110 seconds");
    expect((await webhook({ to: action, form: { SpeechResult: "Hello" } })).text).toMatch(/Goodbye\.<\/Say><Hangup\/>/);
  });
  test("after as many turns as it may have", async () => {
    const { action } = await answered({ maxMinutes: 1 });
    let next = action;
    let text = "";
    for (let n = 0; n < 6; n++)
      ({ action: next = next, text } = await webhook({ to: next, form: { SpeechResult: `${n}` } }));
    expect(text).toMatch(/<Hangup\/>/);
    expect(phone.openai.requests).toHaveLength(5);
  });
  test("when the model does not answer, and when the limit of AI is reached", async () => {
    const first = await answered();
    phone.openai.answers.push({ kind: "status", status: 500 });
    expect((await webhook({ to: first.action, form: { SpeechResult: "Hi" } })).text).toMatch(
      /cannot go on.*<Hangup\/>/,
    );
    const { sql, workspace } = phone.h;
    await sql`update public.workspaces set ai_limits = '{"tokens_per_day": 10}' where id = ${workspace.workspaceId}`;
    const second = await answered();
    expect((await webhook({ to: second.action, form: { SpeechResult: "Hi" } })).text).toMatch(
      /cannot go on.*<Hangup\/>/,
    );
    expect(phone.openai.requests).toHaveLength(1);
    await sql`update public.workspaces set ai_limits = '{}' where id = ${workspace.workspaceId}`;
  });
});

test("who says to be called no more hears that it is noted, and is not called again from this word on", async () => {
  const flow = await calling();
  const { action } = await webhook({ step: "answer", form: { AnsweredBy: "human" } });
  const words = "Please don't ever call me again.";
  const spoken = await webhook({ to: action, form: { SpeechResult: words } });
  expect(spoken.text).toMatch(/You will not be called again\. Goodbye\.<\/Say><Hangup\/>/);
  expect(phone.openai.requests).toHaveLength(0);
  expect((await webhook({ to: action, form: { SpeechResult: words } })).text).toBe(spoken.text);
  const { sql } = phone.h;
  const consents =
    await sql`select channel, status, text, source from public.contact_consents where contact_id = ${flow.contact}`;
  expect(consents).toEqual([{ channel: "phone", status: "unsubscribed", text: words, source: "Said on an AI call" }]);
  const stops = await sql`select channel, reason from public.suppressions where address = ${flow.number}`;
  expect(stops).toEqual([{ channel: "phone", reason: "unsubscribed" }]);
  const timeline =
    await sql`select key, data from public.activities where subject_id = ${flow.contact} and type = 'consent.changed'`;
  expect(timeline).toMatchObject([{ key: "phone", data: { channel: "phone", status: "unsubscribed" } }]);
});

describe("whom nobody may call", () => {
  test("marketing without consent to calls, do not contact, and a number that is none are not called, and the step says why", async () => {
    const cold = await calling({ purpose: "marketing" });
    expect(phone.twilio.calls).toHaveLength(0);
    expect(await cold.step()).toMatchObject({ outlet: "failed", output: { status: "skipped" } });
    expect((await cold.step()).note).toMatch(/has not agreed to marketing calls/);
    const { sql } = phone.h;
    const [message] = await sql`select status, channel from public.messages where contact_id = ${cold.contact}`;
    expect(message).toEqual({ status: "skipped", channel: "call" });
  });
});
