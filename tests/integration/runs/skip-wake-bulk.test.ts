import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  process.env.API_RATE_PER_MINUTE = "1000000";
  h = await runsHarness();
});
afterAll(() => h.end());

const calls = async () => (await import("@/lib/api/contracts/all")).contracts;

/** Contacts waiting an hour in a workflow of their own, or at the step given. */
async function waiting({ count = 1, step }: { count?: number; step?: { type: string; config: object } } = {}) {
  const tag = `sw-${crypto.randomUUID()}`;
  const wait = { id: "w", config: { amount: 1, unit: "hours" }, ...(step ?? { type: "wait" }) } as const;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      wait as { id: string; type: string; config: Record<string, unknown> },
      { id: "a", type: "add_tag", config: { tag: "went-on" } },
    ],
    edges: ["t -> w", step ? "w.timeout -> a" : "w -> a"],
  });
  for (let n = 0; n < count; n++) await h.addTag(await h.addContact(), tag);
  await h.drain();
  const ids = async () => (await h.runs(id)).map((run) => run.id as string);
  const states = async () => (await h.runs(id)).map((run) => run.status);
  return { id, tag, ids, states };
}
async function work(actionId: string) {
  const { actChunk } = await import("@/lib/services/run-actions/act-chunk");
  while ((await actChunk({ workspaceId: h.workspace.workspaceId, actionId })).more);
}

test("a skipped wait ends as its time would, at once and with a note; the old timer comes to nothing", async () => {
  const { runs } = await calls();
  const { ids, states } = await waiting();
  const [id] = await ids();
  expect((await h.workspace.client(runs.skipWait, { id: id! })).status).toBe("running");
  await h.drain();
  expect(await states()).toEqual(["completed"]);
  expect((await h.steps(id!)).map((step) => [step.node_id, step.note])).toEqual([
    ["t", null],
    ["w", "A member ended the wait."],
    ["a", null],
  ]);
  await h.pass("2 hours");
  await h.drain();
  expect(await h.steps(id!)).toHaveLength(3);
  await expect(h.workspace.client(runs.skipWait, { id: id! })).rejects.toThrow("already ended");
});

test("a wait for an event that is skipped leaves by the timeout", async () => {
  const { runs } = await calls();
  const { ids, states } = await waiting({
    step: {
      type: "wait_for_event",
      config: {
        events: [{ id: "x", name: "Tagged", type: "contact.tag_added", key: "never" }],
        timeout: { amount: 5, unit: "days" },
      },
    },
  });
  const [id] = await ids();
  await h.workspace.client(runs.skipWait, { id: id! });
  await h.drain();
  expect(await states()).toEqual(["completed"]);
  expect((await h.steps(id!)).find((step) => step.node_id === "w")).toMatchObject({ outlet: "timeout" });
});

test("waking moves what is due and refuses in words what waits, is held for a reason, or is over", async () => {
  const { runs, workflowRuns } = await calls();
  const { client } = h.workspace;
  const { id: workflow, ids, states } = await waiting();
  const id = (await ids())[0]!;
  await expect(client(runs.wake, { id })).rejects.toThrow("not due yet");
  await h.pass("61 minutes");
  h.pending().splice(0);
  await client(runs.wake, { id });
  await h.drain();
  expect(await states()).toEqual(["completed"]);
  await expect(client(runs.wake, { id })).rejects.toMatchObject({ code: "conflict" });

  const held = await waiting();
  const heldId = (await held.ids())[0]!;
  await client(workflowRuns.pause, { id: held.id });
  await h.pass("61 minutes");
  await h.drain();
  expect(await held.states()).toEqual(["held"]);
  await expect(client(runs.wake, { id: heldId })).rejects.toThrow("Resume it first");
  await h.sql`update public.workflows set status = 'live' where id = ${held.id}`;
  await client(runs.wake, { id: heldId });
  await h.drain();
  expect(await held.states()).toEqual(["completed"]);
  expect(workflow).not.toBe(held.id);
});

test("a token of another run is not found in this one", async () => {
  const { runs } = await calls();
  const [one, two] = [await waiting(), await waiting()];
  const other = await h.workspace.client(runs.get, { id: (await two.ids())[0]! });
  const ask = h.workspace.client(runs.skipWait, { id: (await one.ids())[0]!, token_id: other.tokens[0]!.id });
  await expect(ask).rejects.toMatchObject({ fields: [{ path: "token_id" }] });
});

test("many runs: counted first, then done to each once, and what could not be done is counted by reason", async () => {
  const { runActions } = await calls();
  const { client } = h.workspace;
  const { id: workflow_id, ids, states } = await waiting({ count: 120 });
  const filter = { workflow_id, node_id: "w", version: 1 };
  expect(await client(runActions.create, { action: "skip_wait", filter, preview: true })).toEqual({
    count: 120,
    action: null,
  });
  expect(await client(runActions.create, { action: "wake", filter: { ...filter, version: 2 }, preview: true })).toEqual(
    {
      count: 0,
      action: null,
    },
  );
  const chosen = (await ids()).slice(0, 3);
  const named = await client(runActions.create, { action: "cancel", filter: { ids: chosen } });
  await Promise.all([work(named.action!.id), work(named.action!.id)]);
  expect(await client(runActions.get, { id: named.action!.id })).toMatchObject({
    status: "done",
    looked_at: 3,
    done: 3,
  });
  const repeated = await client(runActions.create, { action: "cancel", filter: { ids: chosen } });
  await work(repeated.action!.id);
  expect(await client(runActions.get, { id: repeated.action!.id })).toMatchObject({
    done: 0,
    refused: [{ reason: "This run has already ended: cancelled.", count: 3 }],
  });
  const all = await client(runActions.create, { action: "skip_wait", filter });
  expect(all.count).toBe(117);
  await work(all.action!.id);
  await h.drain();
  expect(await client(runActions.get, { id: all.action!.id })).toMatchObject({ status: "done", total: 117, done: 117 });
  expect((await states()).filter((status) => status === "completed")).toHaveLength(117);
  const listed = await client(runActions.list, { limit: 2, count: "exact" });
  expect(listed.count).toBe(3);
  expect(listed.data.map((one) => one.id)).toEqual([all.action!.id, repeated.action!.id]);
  const rest = await client(runActions.list, { limit: 2, cursor: listed.next_cursor as string });
  expect(rest.data.map((one) => one.id)).toEqual([named.action!.id]);
  expect([listed.data[0]!.workflow, rest.data[0]!.workflow]).toEqual([{ id: workflow_id, name: "Journey" }, null]);
});

test("failed runs are tried again by filter, each once, and the new ones are not taken in", async () => {
  const { runActions } = await calls();
  const { client } = h.workspace;
  const { id: workflow_id, ids } = await waiting({ count: 4 });
  await h.pass("61 minutes");
  for (const id of await ids())
    await h.sql`update public.workflow_runs set status = 'failed', reason = 'The post office is 100% closed.', ended_at = now() where id = ${id}`;
  await h.sql`update public.workflow_tokens set status = 'done', stopped = true where run_id = any (${await ids()})`;
  const filter = { workflow_id, status: "failed", reason: "100% CLOSED" } as const;
  const made = await client(runActions.create, { action: "retry", filter });
  expect(made.count).toBe(4);
  await work(made.action!.id);
  expect(await client(runActions.get, { id: made.action!.id })).toMatchObject({
    status: "done",
    looked_at: 4,
    done: 4,
  });
  const again = await client(runActions.create, { action: "retry", filter });
  await work(again.action!.id);
  expect(await client(runActions.get, { id: again.action!.id })).toMatchObject({
    done: 0,
    refused: [{ reason: "It has been tried again before.", count: 4 }],
  });
  expect(await ids()).toHaveLength(8);
});

test("a database that falters while an action is done stops it for now; every run gets its turn later", async () => {
  const { runActions } = await calls();
  const { id, states } = await waiting({ count: 3 });
  const { action } = await h.workspace.client(runActions.create, { action: "cancel", filter: { workflow_id: id } });
  await h.sql.unsafe(`create function public.falter() returns trigger language plpgsql as
    $$begin raise exception 'deadlock' using errcode = '40P01'; end$$;
    create trigger falter before update on public.workflow_runs for each row
      when (new.status = 'cancelled' and new.workflow_id = '${id}') execute function public.falter()`);
  await expect(work(action!.id)).rejects.toMatchObject({ code: "40P01" });
  await h.sql.unsafe("drop trigger falter on public.workflow_runs; drop function public.falter()");
  await work(action!.id);
  expect(await h.workspace.client(runActions.get, { id: action!.id })).toMatchObject({
    status: "done",
    done: 3,
    refused: [],
  });
  expect(await states()).toEqual(["cancelled", "cancelled", "cancelled"]);
});

test("a cancelled action touches no further run; one that nobody works on is found by the sweep", async () => {
  const { runActions } = await calls();
  const { client } = h.workspace;
  const { findStalledRunActions } = await import("@/lib/db/lookup");
  const { id: workflow_id, states } = await waiting({ count: 2 });
  const made = await client(runActions.create, { action: "cancel", filter: { workflow_id } });
  await h.pass("31 seconds");
  expect(await findStalledRunActions({ limit: 5 })).toEqual([
    { workspaceId: h.workspace.workspaceId, refId: made.action!.id },
  ]);
  await client(runActions.cancel, { id: made.action!.id });
  await work(made.action!.id);
  expect(await states()).toEqual(["waiting", "waiting"]);
  await expect(client(runActions.cancel, { id: made.action!.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(client(runActions.create, { action: "cancel", filter: {} })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: "filter", message: "Say which runs are meant, for example by workflow_id or ids." }],
  });
  await expect(client(runActions.create, { action: "cancel", filter: { version: 1 } })).rejects.toMatchObject({
    fields: [{ path: "filter.workflow_id" }],
  });
});

test("cancel, completion, skipping and retry at the same moment, 200 rounds: each run ends once and stays ended", async () => {
  const { runs } = await calls();
  const { client } = h.workspace;
  const { visit } = await import("@/lib/services/runs/advance");
  const { id: workflow, ids } = await waiting({ count: 200 });
  await h.pass("61 minutes");
  const events = h.pending().splice(0);
  let retried = 0;
  for (const id of await ids()) {
    const event = events.find((one) => one.data.runId === id)!;
    const settled = await Promise.allSettled([
      visit({ at: event.data, leaseRun: `race-${id}` }),
      client(runs.cancel, { id }),
      client(runs.skipWait, { id }),
      client(runs.retry, { id, from: "start" }),
    ]);
    if (settled[3]!.status === "fulfilled") retried++;
  }
  const ended = (await h.runs(workflow)).filter((run) => run.retry_of === null);
  expect(ended).toHaveLength(200);
  for (const run of ended) expect(["completed", "cancelled", "running"]).toContain(run.status);
  await h.drain();
  const after = (await h.runs(workflow)).filter((run) => run.retry_of === null);
  for (const [n, run] of after.entries()) {
    expect(["completed", "cancelled"]).toContain(run.status);
    if (ended[n]!.status !== "running") expect(run.status).toBe(ended[n]!.status);
  }
  expect((await h.runs(workflow)).length).toBe(200 + retried);
  const open = await h.sql`select t.id from public.workflow_tokens t join public.workflow_runs r on r.id = t.run_id
    where r.workflow_id = ${workflow} and r.ended_at is not null and t.status <> 'done'`;
  expect(open).toHaveLength(0);
}, 60_000);

test("the list says who asked: a member by name, nobody for an API key", async () => {
  const { runActions } = await calls();
  const { commitAsMember } = await import("@/lib/services/commit");
  const { startRunAction } = await import("@/lib/services/run-actions/start-run-action");
  const { workspace, sql } = h;
  await sql`insert into public.profiles (user_id, email, name) values (${workspace.userId}, 'ada@example.test', 'Ada Byron')
    on conflict (user_id) do update set name = excluded.name`;
  const { id: workflow_id } = await waiting();
  const input = runActions.create.body.parse({ action: "cancel", filter: { workflow_id } });
  const byMember = await commitAsMember({ actor: workspace.actor, fn: (ctx) => startRunAction({ ctx, input }) });
  const byKey = await workspace.client(runActions.create, { action: "cancel", filter: { workflow_id } });
  const { data } = await workspace.client(runActions.list, {});
  const who = (id: string) => data.find((one) => one.id === id)!.created_by;
  expect(who(byMember.action!.id)).toEqual({ id: workspace.userId, name: "Ada Byron" });
  expect(who(byKey.action!.id)).toBeNull();
  await work(byMember.action!.id);
  await work(byKey.action!.id);
});
