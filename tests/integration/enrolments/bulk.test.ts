import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

vi.setConfig({ testTimeout: 90_000 });

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { enrolChunk } = await import("@/lib/services/enrolments/enrol-chunk");
  const { workspaceId } = h.workspace;
  const work = async (enrolmentId: string) => {
    for (let n = 1; ; n++) if (!(await enrolChunk({ workspaceId, enrolmentId })).more) return n;
  };
  return { calls: contracts.enrolments, runs: contracts.workflowRuns, client: h.workspace.client, enrolChunk, work };
}
/** Contacts straight into the table, as fast as it goes; without activities. */
async function crowd({ count, tag, status = "lead" }: { count: number; tag: string; status?: string }) {
  await h.sql`insert into public.contacts (workspace_id, email, tags, status)
    select ${h.workspace.workspaceId}, ${tag} || n || '@example.test', array[${tag}], ${status} from generate_series(1, ${count}) n`;
  await h.sql`delete from public.dispatch_queue`;
}
const journey = (entry?: object) =>
  h.publish({
    nodes: [
      { id: "t", type: "manual", config: {} },
      { id: "w", type: "wait", config: { amount: 1, unit: "days" } },
    ],
    entry,
  });

test("everybody who fits is asked in once, rules decide about each, and the result says how many and why not", async () => {
  const { calls, client, work } = await api();
  const tag = `b-${crypto.randomUUID()}`;
  await crowd({ count: 620, tag });
  await crowd({ count: 5, tag: `other-${tag}` });
  const id = await journey();
  const { contracts } = await import("@/lib/api/contracts/all");
  await client(contracts.workflowRuns.execute, { id, email: `${tag}1@example.test` });
  expect(await client(calls.preview, { id, filter: { tag } })).toEqual({ count: 620, exact: true });
  const made = await client(calls.create, { id, filter: { tag }, data: { offer: "autumn" } });
  expect(made).toMatchObject({ status: "running", total: 620, looked_at: 0, entered: 0 });
  expect(await work(made.id)).toBe(2);
  expect(await client(calls.get, { id: made.id })).toMatchObject({
    status: "done",
    total: 620,
    looked_at: 620,
    requested: 620,
    entered: 619,
    refused: [{ rule: "reentry", count: 1 }],
  });
  expect(await h.runs(id)).toHaveLength(620);
  expect((await h.runs(id)).at(-1)!.trigger).toMatchObject({ data: { data: { offer: "autumn" } } });
  expect(new Set(h.pending().map((event) => event.data.priority))).toEqual(new Set([0, -300]));
  expect((await client(calls.list, { id })).data).toHaveLength(1);
});

test("filters by ids, status, segment and conditions choose the same people that they count", async () => {
  const { calls, client, work } = await api();
  const tag = `f-${crypto.randomUUID()}`;
  await crowd({ count: 30, tag });
  await crowd({ count: 20, tag: `c-${tag}`, status: "customer" });
  const rows = await h.sql`select id from public.contacts where ${tag} = any (tags) order by id limit 7`;
  const ids = rows.map((row) => row.id as string);
  const segmentId = crypto.randomUUID();
  const { workspaceId } = h.workspace;
  await h.sql`insert into public.segments (id, workspace_id, name) values (${segmentId}, ${workspaceId}, ${tag})`;
  for (const id of ids.slice(0, 3))
    await h.sql`insert into public.segment_members (workspace_id, segment_id, contact_id) values (${workspaceId}, ${segmentId}, ${id})`;
  const conditions = {
    all: [
      { field: "contact.tags", op: "has_tag", value: `c-${tag}` },
      { field: "contact.email", op: "starts_with", value: `c-${tag}1` },
    ],
  };
  const cases = [
    [{ ids }, 7],
    [{ tag: `c-${tag}`, status: "customer" }, 20],
    [{ tag: `c-${tag}`, status: "lead" }, 0],
    [{ segment_id: segmentId }, 3],
    [{ ids, segment_id: segmentId }, 3],
    [{ conditions }, 11],
  ] as const;
  for (const [filter, expected] of cases) {
    const id = await journey();
    expect(await client(calls.preview, { id, filter: filter as never })).toEqual({ count: expected, exact: true });
    const made = await client(calls.create, { id, filter: filter as never });
    await work(made.id);
    expect(await client(calls.get, { id: made.id }), JSON.stringify(filter)).toMatchObject({
      status: "done",
      requested: expected,
      entered: expected,
    });
  }
});

test("what cannot be asked for is refused in words", async () => {
  const { calls, client } = await api();
  const id = await journey();
  const refused = async (filter: object) => client(calls.create, { id, filter: filter as never });
  await expect(refused({ segment_id: crypto.randomUUID() })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: "filter.segment_id" }],
  });
  await expect(refused({ conditions: { field: "trigger.data.x", op: "is", value: "1" } })).rejects.toMatchObject({
    code: "validation",
  });
  await expect(refused({ ids: Array.from({ length: 1001 }, () => crypto.randomUUID()) })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: "filter.ids" }],
  });
  await h.sql`update public.workflows set status = 'paused' where id = ${id}`;
  await expect(refused({})).rejects.toMatchObject({ code: "conflict" });
});

test("cancelled, nobody else is asked; a pause lets it rest and goes on later; a stop ends it with the reason", async () => {
  const { calls, runs, client, enrolChunk, work } = await api();
  const { findStalledEnrolments } = await import("@/lib/db/lookup");
  const { workspaceId } = h.workspace;
  const tag = `p-${crypto.randomUUID()}`;
  await crowd({ count: 1100, tag });
  const [one, two] = [await journey(), await journey()];
  const cancelled = await client(calls.create, { id: one, filter: { tag } });
  await enrolChunk({ workspaceId, enrolmentId: cancelled.id });
  expect(await client(calls.cancel, { id: cancelled.id })).toMatchObject({ status: "cancelled", entered: 500 });
  expect(await enrolChunk({ workspaceId, enrolmentId: cancelled.id })).toEqual({ more: false });
  expect(await h.runs(one)).toHaveLength(500);
  await expect(client(calls.cancel, { id: cancelled.id })).rejects.toMatchObject({ code: "conflict" });

  const resting = await client(calls.create, { id: two, filter: { tag } });
  await enrolChunk({ workspaceId, enrolmentId: resting.id });
  await client(runs.pause, { id: two });
  expect(await enrolChunk({ workspaceId, enrolmentId: resting.id })).toEqual({ more: false });
  expect(await client(calls.get, { id: resting.id })).toMatchObject({ status: "running", looked_at: 500 });
  await client(runs.resume, { id: two });
  await h.pass("31 seconds");
  expect(await findStalledEnrolments({ limit: 5 })).toEqual([{ workspaceId, refId: resting.id }]);
  await enrolChunk({ workspaceId, enrolmentId: resting.id });
  await client(runs.stop, { id: two, people: "finish" });
  await work(resting.id);
  const ended = await client(calls.get, { id: resting.id });
  expect(ended).toMatchObject({ status: "failed", entered: 1000 });
  expect(ended.reason).toContain("stopped");
});

test("the same chunk worked off by several at once, and one lost between its commit and its dispatch: nobody twice, nobody lost", async () => {
  const { calls, client, enrolChunk, work } = await api();
  const { sweep } = await import("@/lib/services/runs/sweep");
  const { asWorker } = await import("@/lib/db/scoped");
  const { ask } = await import("@/lib/services/enrolments/enrol-chunk");
  const { workspaceId } = h.workspace;
  const tag = `k-${crypto.randomUUID()}`;
  await crowd({ count: 1700, tag });
  const id = await journey();
  const { id: enrolmentId } = await client(calls.create, { id, filter: { tag } });
  // Dies right after the commit of the requests.
  await asWorker({ workspaceId, fn: (ctx) => ask({ ctx, enrolmentId }) });
  // Dies before the commit.
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      await ask({ ctx, enrolmentId });
      throw new Error("killed");
    },
  }).catch(() => {});
  await Promise.all(Array.from({ length: 4 }, () => enrolChunk({ workspaceId, enrolmentId })));
  await work(enrolmentId);
  await h.pass("6 seconds");
  await sweep();
  const answer = await client(calls.get, { id: enrolmentId });
  expect(answer).toMatchObject({ status: "done", looked_at: 1700, requested: 1700, entered: 1700, refused: [] });
  const [counts] = await h.sql`select count(*)::int as runs, count(distinct subject_id)::int as people
    from public.workflow_runs where workflow_id = ${id}`;
  expect(counts).toEqual({ runs: 1700, people: 1700 });
  expect(await h.sql`select from public.dispatch_queue`).toHaveLength(0);
});

test("a bulk enrolment does not trip the breaker", async () => {
  const { calls, client, work } = await api();
  const tag = `t-${crypto.randomUUID()}`;
  await crowd({ count: 60, tag });
  const id = await journey();
  await h.sql`update public.workflows set settings = '{"breaker":{"max_per_minute":5}}' where id = ${id}`;
  const made = await client(calls.create, { id, filter: { tag } });
  await work(made.id);
  expect(await h.sql`select status from public.workflows where id = ${id}`).toEqual([{ status: "live" }]);
});
