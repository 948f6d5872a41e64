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

test("a publication waits for the move under way: nobody it has not come to yet is lost", async () => {
  const { workspaceId } = h.workspace;
  const id = await h.publish({ nodes: [manual, wait("w"), note("one")] });
  await crowd({ id, count: 60 });
  const first = await m.republish({ id, nodes: [manual, wait("w"), note("two")], people: { default: "move" } });
  const moveId = first.move_id as string;
  await m.moveChunk({ workspaceId, moveId });
  // A plain publication, as one that says nothing of the people inside, and one that would move them on.
  const plain = await m.republish({ id, nodes: [manual, wait("w"), note("three")] });
  const publish = (people?: { default: "move" }) =>
    m.client(m.contracts.workflows.publish, { id, people }, { ifMatch: plain.revision });
  for (const people of [undefined, { default: "move" as const }])
    await expect(publish(people)).rejects.toMatchObject({
      status: 409,
      message: "People are being moved to version 2: 50 of 60 so far. Publish when that is done, or stop it first.",
      details: { move: { id: moveId, version: 2, total: 60, moved: 50, stayed: 0, left: 0 } },
    });
  expect(await m.client(m.contracts.workflows.get, { id })).toMatchObject({ live_version: 2, has_changes: true });
  await m.work(moveId);
  expect(await m.getMove(moveId)).toMatchObject({ status: "done", moved: 60 });
  expect(await publish()).toMatchObject({ live_version: 3, move_id: null });
  const versions = await Promise.all((await h.runs(id)).map((run) => m.versionOf(run.id)));
  expect(new Set(versions)).toEqual(new Set([2]));
});

test("a move that is stopped leaves those it has not come to where they are, and lets the next publication through", async () => {
  const { workspaceId } = h.workspace;
  const id = await h.publish({ nodes: [manual, wait("w"), note("one")] });
  await crowd({ id, count: 60 });
  const first = await m.republish({ id, nodes: [manual, wait("w"), note("two")], people: { default: "move" } });
  const moveId = first.move_id as string;
  await m.moveChunk({ workspaceId, moveId });
  expect(await m.client(m.contracts.moves.stop, { id: moveId })).toMatchObject({
    status: "stopped",
    moved: 50,
    later: 0,
  });
  expect(await m.moveChunk({ workspaceId, moveId })).toEqual({ more: false });
  await expect(m.client(m.contracts.moves.stop, { id: moveId })).rejects.toMatchObject({
    status: 409,
    message: "This has already ended: stopped.",
  });
  const versions = await Promise.all((await h.runs(id)).map((run) => m.versionOf(run.id)));
  expect([1, 2].map((n) => versions.filter((version) => version === n).length)).toEqual([10, 50]);
  const second = await m.republish({ id, nodes: [manual, wait("w"), note("three")], people: { default: "move" } });
  await m.work(second.move_id as string);
  expect(await m.getMove(second.move_id as string)).toMatchObject({ status: "done", total: 60, moved: 60 });
  const listed = await m.client(m.contracts.moves.list, { id, count: "exact" });
  expect(listed.data.map((one) => [one.version, one.status])).toEqual([
    [3, "done"],
    [2, "stopped"],
  ]);
  expect(listed.count).toBe(2);
});

test("of two publications at the same moment one begins to move people and the other is told so", async () => {
  const id = await h.publish({ nodes: [manual, wait("w"), note("one")] });
  await crowd({ id, count: 5 });
  const { revision } = await m.republish({ id, nodes: [manual, wait("w"), note("two")] });
  const publish = () =>
    m.client(m.contracts.workflows.publish, { id, people: { default: "move" } }, { ifMatch: revision });
  const done = await Promise.allSettled([publish(), publish()]);
  expect(done.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(done.find((one) => one.status === "rejected")?.reason.message).toContain(
    "People are being moved to version 2",
  );
  const [moving] = await h.sql`select count(*)::int as n from public.workflow_moves where workflow_id = ${id}`;
  expect(moving!.n).toBe(1);
});

test("neither an experiment nor its winner gets in while people are being moved", async () => {
  const { experiments } = m.contracts;
  const id = await h.publish({ nodes: [manual, wait("w"), note("one")] });
  await m.republish({ id, nodes: [manual, wait("w"), note("two")], people: {} });
  const variants = [1, 2].map((version) => ({ id: `v${version}`, name: `Version ${version}`, version, weight: 1 }));
  const goal = { type: "activity" as const, activity: "page.viewed" as const, key: null };
  const draft = () => m.client(experiments.create, { id, name: "Words", variants, goal });
  const over = await draft();
  await m.client(experiments.start, { id: over.id });
  await m.client(experiments.stop, { id: over.id });
  const another = await draft();
  await crowd({ id, count: 3 });
  const { move_id } = await m.republish({ id, nodes: [manual, wait("w"), note("three")], people: { default: "move" } });
  await expect(m.client(experiments.start, { id: another.id })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining("Start when that is done"),
  });
  await expect(m.client(experiments.winner, { id: over.id, variant: "v1" })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining("Declare the winner when that is done"),
  });
  await m.work(move_id as string);
  expect(await m.client(experiments.winner, { id: over.id, variant: "v1" })).toMatchObject({ winner: "v1" });
});
