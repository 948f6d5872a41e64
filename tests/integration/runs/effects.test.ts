import { beforeAll, describe, expect, test } from "vitest";
import type { RecordingResend } from "../../support/recording-resend.ts";
import type { RunsHarness } from "../../support/runs.ts";
import { mailJourney, mails } from "./mails.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(() => {
  ({ h, resend } = mails);
});

describe("what could go wrong around a send", () => {
  test("a refusal that may pass is tried again by the node's policy, then the run goes on", async () => {
    const { run, step } = await mailJourney({ retries: 2 });
    resend.faults.push({ kind: "status", status: 500 });
    await h.drain();
    expect(await run()).toMatchObject({ status: "running" });
    expect(await step()).toMatchObject({ status: "running", attempts: 1 });
    expect((await step())!.error).toBeTruthy();
    await h.drain();
    expect(resend.requests).toHaveLength(1);
    await h.pass("16 seconds");
    await h.drain();
    expect(await run()).toMatchObject({ status: "completed" });
    expect(await step()).toMatchObject({ status: "done", attempts: 1, error: null });
    expect(resend.deliveries).toHaveLength(1);
    expect(resend.requests[0]!.raw).toBe(resend.requests[1]!.raw);
  });

  test("a provider that names its own pause is left alone that long", async () => {
    const { run } = await mailJourney({ retries: 2 });
    resend.faults.push({ kind: "status", status: 429, headers: { "retry-after": "90" } });
    await h.drain();
    await h.pass("60 seconds");
    await h.drain();
    expect(resend.requests).toHaveLength(1);
    await h.pass("31 seconds");
    await h.drain();
    expect(await run()).toMatchObject({ status: "completed" });
  });

  test("when no attempt is left the run fails and says which step and why", async () => {
    const { run, step } = await mailJourney();
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    expect(await run()).toMatchObject({ status: "failed" });
    expect((await run()).reason).toMatch(/^"Thank you" failed: /);
    expect(await step()).toMatchObject({ status: "failed", attempts: 1 });
    expect(await step("a")).toBeUndefined();
  });

  test("on error the run continues, or takes the error branch, when the node says so", async () => {
    const first = await mailJourney({ onError: "continue" });
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    expect(await first.run()).toMatchObject({ status: "completed" });
    expect(await first.step()).toMatchObject({ status: "failed", outlet: "out" });
    const second = await mailJourney({ onError: "branch" }, ["t -> m", "m.error -> a"]);
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    expect(await second.run()).toMatchObject({ status: "completed" });
    expect(await second.step()).toMatchObject({ status: "failed", outlet: "error" });
    expect(await second.step("a")).toMatchObject({ status: "done" });
  });

  test("an answer that got lost is asked for again under the same key: one delivery", async () => {
    const { run, step } = await mailJourney({ retries: 3 });
    resend.faults.push({ kind: "deliver-then-drop" });
    await h.drain();
    await h.pass("16 seconds");
    await h.drain();
    expect(await run()).toMatchObject({ status: "completed" });
    expect(await step()).toMatchObject({ status: "done" });
    expect(resend.deliveries).toHaveLength(1);
    expect(new Set(resend.requests.map((request) => request.key)).size).toBe(1);
  });

  test("when nobody can know whether it was sent, the step says unknown and the run goes on", async () => {
    const { run, step } = await mailJourney();
    resend.faults.push({ kind: "drop" });
    await h.drain();
    expect(await run()).toMatchObject({ status: "completed" });
    expect(await step()).toMatchObject({ status: "done", output: { status: "unknown" } });
    expect(await h.sql`select status from public.effects where run_id = ${(await run()).id as string}`).toMatchObject([
      { status: "unknown" },
    ]);
  });
});

describe("when the process dies", () => {
  /** Everything up to and with the claim, as if the process had been killed before it called the provider. */
  async function dieAfterClaim(leaseRun: string) {
    const journey = await mailJourney({ retries: 3 });
    const { walk } = await import("@/lib/services/runs/walk");
    const { asWorker } = await import("@/lib/db/scoped");
    const [event] = h.pending().splice(0);
    const at = event!.data;
    const owner = crypto.randomUUID();
    const { value } = await asWorker({
      workspaceId: at.workspaceId,
      fn: (ctx) => walk({ ctx, at, leaseRun, owner, limit: 20, last: false }),
    });
    expect(value.claimed).toBeDefined();
    return { ...journey, at, owner, claimed: value.claimed! };
  }

  test("between claim and call: the same durable run takes over at once and sends once", async () => {
    const { at, run, step } = await dieAfterClaim("run-x");
    expect(await step()).toMatchObject({ status: "running", input: { subject: "Hello Pat" } });
    const { visit } = await import("@/lib/services/runs/advance");
    // Another durable run leaves a live lease alone.
    expect(await visit({ at, leaseRun: "run-y" })).toBeNull();
    expect(resend.requests).toHaveLength(0);
    expect(await visit({ at, leaseRun: "run-x" })).toBeNull();
    expect(await run()).toMatchObject({ status: "completed" });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("between call and answer: the mail is asked for again under its key and delivered once", async () => {
    const { at, owner, claimed, run } = await dieAfterClaim("run-x");
    const { performEffect } = await import("@/lib/services/effects/perform-effect");
    await performEffect({ workspaceId: at.workspaceId, effectId: claimed.effectId, owner });
    expect(resend.deliveries).toHaveLength(1);
    const { visit } = await import("@/lib/services/runs/advance");
    await visit({ at, leaseRun: "run-x" });
    expect(await run()).toMatchObject({ status: "completed" });
    expect(resend.deliveries).toHaveLength(1);
    expect(resend.requests).toHaveLength(2);
  });

  test("with everybody gone, the sweeper takes the token back when the lease is over", async () => {
    const { run } = await dieAfterClaim("run-x");
    const { sweep } = await import("@/lib/services/runs/sweep");
    await h.pass("60 seconds");
    expect((await sweep()).sent).toBe(0);
    await h.pass("61 seconds");
    expect((await sweep()).sent).toBe(1);
    await h.drain();
    expect(await run()).toMatchObject({ status: "completed" });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("a late answer of somebody who lost the lease changes nothing", async () => {
    const { at, owner, claimed, run, id } = await dieAfterClaim("run-x");
    const { visit } = await import("@/lib/services/runs/advance");
    await visit({ at, leaseRun: "run-x" });
    const before = await h.steps((await run()).id as string);
    const { walk } = await import("@/lib/services/runs/walk");
    const { asWorker } = await import("@/lib/db/scoped");
    const begin = {
      type: "answer",
      claimed,
      owner,
      outcome: { status: "failed", reason: "Late", retryable: false },
    } as const;
    const { value } = await asWorker({
      workspaceId: at.workspaceId,
      fn: (ctx) => walk({ ctx, at, leaseRun: "run-x", owner: crypto.randomUUID(), limit: 20, last: false, begin }),
    });
    expect(value).toEqual({ next: null });
    expect(await h.steps((await run()).id as string)).toEqual(before);
    expect(await h.sql`select status from public.effects where run_id = ${(await run()).id as string}`).toMatchObject([
      { status: "done" },
    ]);
    expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
  });

  test("left behind in a run that was cancelled then: a day later it is unknown, and not being sent for ever", async () => {
    const { at } = await dieAfterClaim("run-x");
    const alive = await dieAfterClaim("run-z");
    const { contracts } = await import("@/lib/api/contracts/all");
    await h.workspace.client(contracts.runs.cancel, { id: at.runId });
    const { sweepAbandoned } = await import("@/lib/services/effects/sweep-abandoned");
    await h.pass("23 hours");
    expect(await sweepAbandoned()).toBe(0);
    await h.pass("2 hours");
    expect(await sweepAbandoned()).toBe(1);
    const state = (runId: string) =>
      h.sql`select e.status, m.status as message, m.reason from public.effects e join public.messages m on m.id = e.message_id
        where e.run_id = ${runId}`;
    const reason = expect.stringContaining("before it could be found out whether this went out");
    expect(await state(at.runId)).toEqual([{ status: "unknown", message: "unknown", reason }]);
    // Of a run under way the sweeper takes the token back.
    expect(await state(alive.at.runId)).toMatchObject([{ status: "claimed", message: "queued" }]);
    expect(resend.deliveries).toHaveLength(0);
    await h.workspace.client(contracts.runs.cancel, { id: alive.at.runId });
  });

  test.each([
    { answer: "an answer", fault: null, status: "done" },
    { answer: "no answer", fault: { kind: "drop" } as const, status: "unknown" },
  ])(
    "cancelled while the provider is being asked: with $answer the ledger says $status at once, the run stays cancelled",
    async ({ fault, status }) => {
      if (fault) resend.faults.push(fault);
      const { at, owner, claimed, run, step } = await dieAfterClaim("run-x");
      const { contracts } = await import("@/lib/api/contracts/all");
      await h.workspace.client(contracts.runs.cancel, { id: at.runId });
      const { performEffect } = await import("@/lib/services/effects/perform-effect");
      const outcome = await performEffect({ workspaceId: at.workspaceId, effectId: claimed.effectId, owner });
      const { walk } = await import("@/lib/services/runs/walk");
      const { asWorker } = await import("@/lib/db/scoped");
      await asWorker({
        workspaceId: at.workspaceId,
        fn: (ctx) =>
          walk({
            ctx,
            at,
            leaseRun: "run-x",
            owner,
            limit: 20,
            last: false,
            begin: { type: "answer", claimed, outcome, owner },
          }),
      });
      expect(await run()).toMatchObject({ status: "cancelled", reason: "Cancelled by a member." });
      expect(await step()).toMatchObject({ status: "skipped" });
      expect(await step("a")).toBeUndefined();
      expect(await h.sql`select status from public.effects where run_id = ${at.runId}`).toEqual([{ status }]);
    },
  );
});

test("a visit that is repeated returns what was done and sends nothing again", async () => {
  const { run } = await mailJourney();
  const [event] = h.pending();
  await h.drain();
  const { visit } = await import("@/lib/services/runs/advance");
  for (let again = 0; again < 3; again++)
    expect(await visit({ at: event!.data, leaseRun: `again-${again}` })).toBeNull();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(1);
  expect(resend.requests).toHaveLength(1);
});

test("what a mail caused says which run it was, one level deeper", async () => {
  const { run } = await mailJourney();
  await h.drain();
  const rows =
    await h.sql`select depth, run_id from public.activities where type = 'email.sent' order by seq desc limit 1`;
  expect(rows).toMatchObject([{ depth: 1, run_id: (await run()).id }]);
});
