import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { manual, moving, note, wait } from "./harness.ts";

vi.setConfig({ testTimeout: 120_000 });

let h: RunsHarness;
let m: Awaited<ReturnType<typeof moving>>;
beforeAll(async () => {
  h = await runsHarness();
  m = await moving(h);
});
afterAll(() => h.end());

async function crowd(args: { id: string; count: number }) {
  const { id, count } = args;
  const tag = `c-${crypto.randomUUID()}`;
  await h.sql`insert into public.contacts (workspace_id, email, tags)
    select ${h.workspace.workspaceId}, ${tag} || n || '@example.test', array[${tag}] from generate_series(1, ${count}) n`;
  await h.sql`delete from public.dispatch_queue`;
  const { enrolChunk } = await import("@/lib/services/enrolments/enrol-chunk");
  const made = await m.client(m.contracts.enrolments.create, { id, filter: { tag } });
  while ((await enrolChunk({ workspaceId: h.workspace.workspaceId, enrolmentId: made.id })).more);
  await h.drain({ maxVisits: 5000 });
}

test("300 people move in chunks; a worker that dies before or after a commit forgets and repeats nobody", async () => {
  const { asWorker } = await import("@/lib/db/scoped");
  const { decide } = await import("@/lib/services/moves/move-chunk");
  const { workspaceId } = h.workspace;
  const id = await h.publish({ nodes: [manual, wait("w"), wait("gone"), note("old")] });
  await crowd({ id, count: 120 });
  await h.pass("25 hours");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain({ maxVisits: 5000 });
  await crowd({ id, count: 180 });
  const preview = await m
    .republish({ id, nodes: [manual, wait("w", 2), note("new")] })
    .then(() => m.preview(id, { default: "move", nodes: { gone: { choice: "move", to: "new" } } }));
  expect(preview).toMatchObject({ people: 300, next_version: 2, outcome: { moved: 300 }, problems: [] });
  const { revision } = await m.client(m.contracts.workflows.get, { id });
  const people = { default: "move" as const, nodes: { gone: { choice: "move" as const, to: "new" } } };
  const { move_id } = await m.client(m.contracts.workflows.publish, { id, people }, { ifMatch: revision });
  const moveId = move_id as string;
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      await decide({ ctx, moveId, limit: 50 });
      throw new Error("killed before the commit");
    },
  }).catch(() => {});
  expect(await m.getMove(moveId)).toMatchObject({ moved: 0, status: "running" });
  // Killed after the commit: what it had to send is lost.
  await asWorker({ workspaceId, fn: (ctx) => decide({ ctx, moveId, limit: 50 }) });
  expect(await m.getMove(moveId)).toMatchObject({ moved: 50, status: "running" });
  await Promise.all([m.moveChunk({ workspaceId, moveId }), m.moveChunk({ workspaceId, moveId })]);
  await m.work(moveId);
  expect(await m.getMove(moveId)).toMatchObject({
    status: "done",
    total: 300,
    moved: 300,
    stayed: 0,
    left: 0,
    later: 0,
  });
  const [inside] =
    await h.sql`select count(*)::int as runs, count(distinct r.subject_id)::int as people from public.workflow_runs r
    join public.workflow_versions v on v.id = r.version_id where r.workflow_id = ${id} and v.number = 2`;
  expect(inside).toEqual({ runs: 300, people: 300 });
  await h.drain({ maxVisits: 5000 });
  await h.pass("49 hours");
  for (let n = 0; n < 4; n++) {
    await sweep();
    await h.drain({ maxVisits: 5000 });
  }
  const [done] =
    await h.sql`select count(*)::int as steps, count(distinct s.run_id)::int as runs from public.workflow_run_steps s
    join public.workflow_runs r on r.id = s.run_id where r.workflow_id = ${id} and s.node_id = 'new' and s.status = 'done'`;
  expect(done).toEqual({ steps: 300, runs: 300 });
  expect(new Set((await h.runs(id)).map((run) => run.status))).toEqual(new Set(["completed"]));
});

test("a newer publication takes over who was not decided about yet", async () => {
  const { workspaceId } = h.workspace;
  const id = await h.publish({ nodes: [manual, wait("w"), note("one")] });
  await crowd({ id, count: 60 });
  const first = await m.republish({ id, nodes: [manual, wait("w"), note("two")], people: { default: "move" } });
  await m.moveChunk({ workspaceId, moveId: first.move_id as string });
  const second = await m.republish({ id, nodes: [manual, wait("w"), note("three")], people: { default: "move" } });
  expect(await m.getMove(first.move_id as string)).toMatchObject({ status: "superseded", moved: 50 });
  expect(await m.moveChunk({ workspaceId, moveId: first.move_id as string })).toEqual({ more: false });
  await m.work(second.move_id as string);
  expect(await m.getMove(second.move_id as string)).toMatchObject({ status: "done", total: 60, moved: 60 });
  const listed = await m.client(m.contracts.moves.list, { id, count: "exact" });
  expect(listed.data.map((one) => [one.version, one.status])).toEqual([
    [3, "done"],
    [2, "superseded"],
  ]);
  expect(listed.count).toBe(2);
});
