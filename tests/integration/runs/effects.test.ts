import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RecordingResend, recordingResend } from "../../support/recording-resend.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(async () => {
  resend = await recordingResend();
  process.env.RESEND_BASE_URL = resend.url;
  h = await runsHarness();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = h.workspace;
  await client(contracts.workspaces.update, {
    id: workspaceId,
    sender_name: "Ada",
    sender_email: "ada@sender.example",
    postal_address: "1 Main Street",
  });
  await client(contracts.connections.connect, { provider: "resend", api_key: "test-key-for-loopback" });
});
afterAll(async () => {
  await h.end();
  await resend.close();
});
beforeEach(() => {
  resend.requests.length = 0;
  resend.deliveries.length = 0;
  resend.faults.length = 0;
});

const mail = (settings: Record<string, unknown> = {}) => ({
  id: "m",
  type: "send_email",
  name: "Thank you",
  config: { purpose: "transactional", subject: "Hello {{ first_name }}", body: "Hello" },
  settings,
});
async function mailJourney(settings: Record<string, unknown> = {}, edges = ["t -> m", "m -> a"]) {
  const tag = `mail-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      mail(settings),
      { id: "a", type: "add_tag", config: { tag: "mailed" } },
    ],
    edges,
  });
  const contact = await h.addContact({ first_name: "Pat" });
  await h.addTag(contact, tag);
  const run = async () => (await h.runs(id))[0]!;
  const step = async (node = "m") => (await h.steps((await run()).id as string)).find((one) => one.node_id === node);
  return { id, contact, run, step };
}

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

  test("cancelled while the provider is being asked: the ledger knows what went out, the run stays cancelled", async () => {
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
    expect(await h.sql`select status from public.effects where run_id = ${at.runId}`).toMatchObject([
      { status: "done" },
    ]);
  });
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

describe("trying again", () => {
  const retry = async (input: { id: string; from?: "failed" | "start"; confirm_unknown?: boolean }) => {
    const { contracts } = await import("@/lib/api/contracts/all");
    return h.workspace.client(contracts.runs.retry, input);
  };

  test("a run that did not fail has no failed step to go on from, and one under way must be cancelled first", async () => {
    const { run } = await mailJourney();
    const id = (await run()).id as string;
    await expect(retry({ id })).rejects.toMatchObject({ code: "conflict" });
    await h.drain();
    await expect(retry({ id })).rejects.toThrow("No step of this run failed");
  });

  test("from the failed step: history is copied, the step is tried again in its place, the old run stays as it was", async () => {
    const { id, run, contact } = await mailJourney();
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    const failed = await run();
    const made = await retry({ id: failed.id as string });
    expect(made).toMatchObject({ retry_of: failed.id, root_run_id: failed.id, status: "running" });
    await h.drain();
    const [old, fresh] = await h.runs(id);
    expect(old).toMatchObject({ status: "failed" });
    expect(fresh).toMatchObject({ status: "completed", entry_key: `retry:${failed.id}:1` });
    expect((await h.steps(made.id)).map((one) => [one.node_id, one.status, one.copied, one.visit])).toEqual([
      ["t", "done", true, 1],
      ["m", "done", false, 1],
      ["a", "done", false, 1],
    ]);
    expect(resend.deliveries).toHaveLength(1);
    expect(await h.sql`select status from public.effects where key like ${`run:${failed.id}/%`}`).toMatchObject([
      { status: "done" },
    ]);
    const [row] = await h.sql`select tags from public.contacts where id = ${contact}`;
    expect(row!.tags).toContain("mailed");
  });

  test("what was sent before the failure is not sent again; from the start it is, as a journey of its own", async () => {
    const tag = `twice-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        mail(),
        { id: "w", type: "wait", config: { amount: 1, unit: "minutes" } },
        { ...mail(), id: "m2" },
      ],
    });
    await h.addTag(await h.addContact({ first_name: "Pat" }), tag);
    await h.drain();
    resend.faults.push({ kind: "status", status: 422 });
    await h.pass("61 seconds");
    await h.drain();
    const [failed] = await h.runs(id);
    expect(failed).toMatchObject({ status: "failed" });
    expect(resend.deliveries).toHaveLength(1);
    await retry({ id: failed!.id as string });
    await h.drain();
    expect(resend.deliveries).toHaveLength(2);
    const fresh = await retry({ id: failed!.id as string, from: "start" });
    expect(fresh).toMatchObject({ root_run_id: fresh.id, retry_of: failed!.id });
    await h.drain();
    await h.pass("61 seconds");
    await h.drain();
    expect(resend.deliveries).toHaveLength(4);
    expect((await h.runs(id)).map((one) => [one.status, one.entry_key])).toEqual([
      ["failed", expect.stringMatching(/^activity:/)],
      ["completed", `retry:${failed!.id}:1`],
      ["completed", `retry:${failed!.id}:2`],
    ]);
  });

  test("a branch that the failure took along stands where it stood, and the join waits for both", async () => {
    const tag = `branches-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        {
          id: "p",
          type: "parallel",
          config: {
            branches: [
              { id: "x", name: "X" },
              { id: "y", name: "Y" },
              { id: "z", name: "Z" },
            ],
          },
        },
        { id: "n", type: "add_note", config: { body: "x" } },
        { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
        { id: "v", type: "wait", config: { amount: 1, unit: "minutes" } },
        mail(),
        { id: "j", type: "join", config: { mode: "all", count: 1 } },
        { id: "a", type: "add_note", config: { body: "together" } },
      ],
      edges: ["t -> p", "p.x -> n", "p.y -> w", "p.z -> v", "v -> m", "n -> j", "w -> j", "m -> j", "j -> a"],
    });
    const contact = await h.addContact({ first_name: "Pat" });
    await h.addTag(contact, tag);
    await h.drain();
    resend.faults.push({ kind: "status", status: 422 });
    await h.pass("61 seconds");
    await h.drain();
    const [failed] = await h.runs(id);
    expect(failed).toMatchObject({ status: "failed" });
    const fresh = await retry({ id: failed!.id as string });
    expect(fresh.tokens.map((token) => token.node_id).sort()).toEqual(["j", "m", "w"]);
    await h.drain();
    expect((await h.runs(id)).at(-1)).toMatchObject({ status: "waiting" });
    await h.pass("61 minutes");
    await h.drain();
    expect((await h.runs(id)).at(-1)).toMatchObject({ status: "completed" });
    const notes = await h.sql`select body from public.notes where contact_id = ${contact} order by created_at, id`;
    expect(notes.map((note) => note.body)).toEqual(["x", "together"]);
    expect(resend.deliveries).toHaveLength(1);
  });

  test("an effect nobody knows about is only repeated when a person says so", async () => {
    const { run } = await mailJourney();
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    const id = (await run()).id as string;
    await h.sql`update public.effects set status = 'unknown', error = 'The connection broke.' where run_id = ${id}`;
    await expect(retry({ id })).rejects.toMatchObject({ code: "conflict", details: { unknown: [{ kind: "email" }] } });
    expect(await h.sql`select from public.workflow_runs where retry_of = ${id}`).toHaveLength(0);
    await retry({ id, confirm_unknown: true });
    await h.drain();
    expect(resend.deliveries).toHaveLength(1);
  });
});
