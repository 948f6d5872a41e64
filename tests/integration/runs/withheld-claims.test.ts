import { beforeAll, beforeEach, expect, test } from "vitest";
import type { RecordingResend } from "../../support/recording-resend.ts";
import type { RunsHarness } from "../../support/runs.ts";
import { mailJourney, mails } from "./mails.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(async () => {
  ({ h, resend } = mails);
  // Throws a switch with the very commit of a claim: the last moment before the claim is handed to the provider.
  await h.sql.unsafe(`
    create table private.at_claim (what text not null);
    create function private.at_claim() returns trigger language plpgsql security definer set search_path = '' as $$
    declare one text;
    begin
      for one in delete from private.at_claim returning what loop execute one using new.run_id; end loop;
      return null;
    end $$;
    create constraint trigger at_claim after insert or update of owner on public.effects deferrable initially deferred
      for each row when (new.status = 'claimed') execute function private.at_claim();`);
});
beforeEach(async () => {
  await h.sql`update public.workspaces set sending_stopped_at = null`;
});

const atClaim = (what: string) => h.sql`insert into private.at_claim values (${what})`;
const OF_RUN = "(select r.workflow_id from public.workflow_runs r where r.id = $1)";
const message = async (contact: string) =>
  (await h.sql`select status, reason from public.messages where contact_id = ${contact}`)[0];
const effect = async (runId: unknown) =>
  (await h.sql`select status, attempts from public.effects where run_id = ${runId as string}`)[0];

test("the kill switch stops what is claimed and not handed over; it goes out once, with the same bytes, when sending goes on", async () => {
  const { run, step, contact } = await mailJourney();
  await atClaim("update public.workspaces set sending_stopped_at = private.now()");
  await h.drain();
  expect(resend.requests).toHaveLength(0);
  expect(await run()).toMatchObject({ status: "held" });
  expect(await step()).toMatchObject({ status: "running", attempts: 0 });
  expect((await step())!.note).toMatch(/^Not sent: sending was stopped/);
  expect(await message(contact)).toMatchObject({ status: "skipped" });
  const [held] = await h.sql`select held_by, lease_id from public.workflow_tokens where status = 'held'`;
  expect(held).toEqual({ held_by: "stop", lease_id: null });
  const [frozen] = await h.sql`select request from public.effects where run_id = ${(await run()).id as string}`;

  // Longer than providers remember keys: it was never asked, so that there is nothing to remember.
  await h.pass("30 hours");
  const { contracts } = await import("@/lib/api/contracts/all");
  await h.workspace.client(contracts.workspaces.resumeSending, { id: h.workspace.workspaceId });
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(1);
  expect(resend.requests).toHaveLength(1);
  expect(JSON.parse(resend.requests[0]!.raw).subject).toBe(JSON.parse(frozen!.request as string).subject);
  expect(await effect((await run()).id)).toEqual({ status: "done", attempts: 1 });
  expect(await message(contact)).toEqual({ status: "sent", reason: null });
  expect(await step()).toMatchObject({ status: "done", note: null });
});

test("a pause at that moment holds the person; resumed, the mail goes out once", async () => {
  const { id, run } = await mailJourney();
  await atClaim(
    `update public.workflows set status = 'paused', paused_reason = 'member', paused_at = private.now() where id = ${OF_RUN}`,
  );
  await h.drain();
  expect(resend.requests).toHaveLength(0);
  expect(await run()).toMatchObject({ status: "held" });
  const { contracts } = await import("@/lib/api/contracts/all");
  await h.workspace.client(contracts.workflowRuns.resume, { id });
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(1);
});

test("whoever has to leave at that moment gets nothing, and the message says why", async () => {
  const { run, contact, step } = await mailJourney();
  await atClaim(
    `update public.workflows set status = 'stopped', leave_before = private.now() + interval '1 second' where id = ${OF_RUN}`,
  );
  await h.drain();
  expect(resend.requests).toHaveLength(0);
  expect(await run()).toMatchObject({ status: "exited" });
  expect(await step()).toMatchObject({ status: "skipped" });
  expect(await message(contact)).toMatchObject({
    status: "skipped",
    reason: expect.stringMatching(/^Not sent: the run/),
  });
  expect(await effect((await run()).id)).toMatchObject({ status: "failed" });
});

test("a cancelled run's claim is not handed over either", async () => {
  const { run } = await mailJourney();
  await atClaim("update public.workflow_runs set status = 'cancelled', ended_at = private.now() where id = $1");
  await h.drain();
  expect(resend.requests).toHaveLength(0);
  expect(await run()).toMatchObject({ status: "cancelled" });
  expect(await effect((await run()).id)).toMatchObject({ status: "failed" });
});

test("switched on again before anybody looked: the run goes on by itself", async () => {
  const { run } = await mailJourney();
  await atClaim("update public.workspaces set sending_stopped_at = private.now()");
  // Giving the claim back is where the switch is read again.
  await h.sql.unsafe(`
    create or replace function private.back_on() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      update public.workspaces set sending_stopped_at = null;
      return null;
    end $$;
    create trigger back_on after update of status on public.effects for each row when (new.status = 'failed') execute function private.back_on();`);
  await h.drain();
  await h.sql`drop trigger back_on on public.effects`;
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(1);
});

test("a claim taken over from somebody who may have asked keeps its doubt: asked again under the same key, delivered once", async () => {
  const { run } = await mailJourney({ retries: 3 });
  resend.faults.push({ kind: "deliver-then-drop" });
  await h.drain();
  await atClaim("update public.workspaces set sending_stopped_at = private.now()");
  await h.pass("16 seconds");
  await h.drain();
  expect(resend.requests).toHaveLength(1);
  expect(await run()).toMatchObject({ status: "held" });
  expect(await effect((await run()).id)).toMatchObject({ status: "claimed" });
  const { contracts } = await import("@/lib/api/contracts/all");
  await h.workspace.client(contracts.workspaces.resumeSending, { id: h.workspace.workspaceId });
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(1);
  expect(new Set(resend.requests.map((request) => request.key)).size).toBe(1);
});

test("pulled while many are being sent: after its commit at most one request of each worker still arrives", async () => {
  const WORKERS = 4;
  const journeys = await Promise.all(Array.from({ length: 24 }, () => mailJourney()));
  const draining = Promise.all(Array.from({ length: WORKERS }, () => h.drain()));
  while (resend.requests.length < 5) await new Promise((resolve) => setImmediate(resolve));
  const { contracts } = await import("@/lib/api/contracts/all");
  const id = h.workspace.workspaceId;
  await h.workspace.client(contracts.workspaces.stopSending, { id });
  const before = resend.requests.length;
  await draining;
  expect(resend.requests.length - before).toBeLessThanOrEqual(WORKERS);
  expect(resend.requests.length).toBeLessThan(journeys.length);
  await h.workspace.client(contracts.workspaces.resumeSending, { id });
  await h.drain();
  // Who was just asking the rules of sending when it was pulled was put off by them for 5 minutes.
  await h.pass("6 minutes");
  await h.drain();
  expect(resend.deliveries).toHaveLength(journeys.length);
  expect(resend.requests).toHaveLength(journeys.length);
  for (const { run } of journeys) expect(await run()).toMatchObject({ status: "completed" });
});

test("a provider without keys is looked at once more right before it is asked", async () => {
  const { run } = await mailJourney();
  const { walk } = await import("@/lib/services/runs/walk");
  const { asWorker } = await import("@/lib/db/scoped");
  const { requireClaim } = await import("@/lib/services/effects/require-claim");
  const { Withheld } = await import("@/lib/services/effects/withheld");
  const [event] = h.pending().splice(0);
  const { workspaceId, runId } = event!.data;
  const { value } = await asWorker({
    workspaceId,
    fn: (ctx) => walk({ ctx, at: event!.data, leaseRun: "x", owner: crypto.randomUUID(), limit: 20, last: false }),
  });
  const { effectId } = value.claimed!;
  const claim = { workspaceId, effectId, provider: "twilio", request: null, messageId: null, runId, attempts: 1 };
  const ask = () => asWorker({ workspaceId, fn: (ctx) => requireClaim({ ctx, claim }) });
  await ask();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = h.workspace;
  await client(contracts.workspaces.stopSending, { id: workspaceId });
  await expect(ask()).rejects.toBeInstanceOf(Withheld);
  await client(contracts.workspaces.resumeSending, { id: workspaceId });
  await ask();
  await client(contracts.runs.cancel, { id: runId });
  await expect(ask()).rejects.toThrow("the run had ended");
  claim.attempts = 2;
  await expect(ask()).rejects.toMatchObject({ code: "conflict" });
  expect(await run()).toMatchObject({ status: "cancelled" });
});
