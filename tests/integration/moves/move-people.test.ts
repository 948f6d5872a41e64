import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { manual, moving, note, wait } from "./harness.ts";

vi.setConfig({ testTimeout: 90_000 });

let h: RunsHarness;
let m: Awaited<ReturnType<typeof moving>>;
beforeAll(async () => {
  h = await runsHarness();
  m = await moving(h);
});
afterAll(() => h.end());

const notes = async (runId: unknown) =>
  (await h.steps(runId as string)).filter((step) => step.node_type === "add_note").map((step) => step.node_id);

test("without a choice people finish on the version they started with", async () => {
  const id = await h.publish({ nodes: [manual, wait("w"), note("old")] });
  await m.enter(id);
  const { move_id } = await m.republish({ id, nodes: [manual, wait("w"), note("new")], people: {} });
  expect(move_id).toBeNull();
  await h.pass("25 hours");
  await h.drain();
  const [run] = await h.runs(id);
  expect(await notes(run!.id)).toEqual(["old"]);
  expect(await m.versionOf(run!.id)).toBe(1);
});

test("who moves keeps a wait that is still there, until when it was planned, and goes on in the new version", async () => {
  const id = await h.publish({ nodes: [manual, wait("w"), note("old")] });
  await m.enter(id);
  const [before] = await h.sql`select * from public.workflow_waits where resolved_at is null and node_id = 'w'`;
  const { move_id } = await m.republish({
    id,
    nodes: [manual, wait("w", 9), note("new")],
    people: { default: "move" },
  });
  expect(await m.work(move_id!)).toBe(2);
  const [run] = await h.runs(id);
  expect(await m.versionOf(run!.id)).toBe(2);
  const [after] = await h.sql`select * from public.workflow_waits where run_id = ${run!.id as string}`;
  expect(after).toMatchObject({ id: before!.id, due_at: before!.due_at, resolved_at: null });
  await h.pass("25 hours");
  await h.drain();
  expect(await notes(run!.id)).toEqual(["new"]);
  expect((await h.runs(id))[0]).toMatchObject({ status: "completed" });
  expect(await m.getMove(move_id!)).toMatchObject({
    status: "done",
    version: 2,
    total: 1,
    moved: 1,
    stayed: 0,
    left: 0,
  });
});

test("who waits at a changed step waits anew when the author says so, and the old timer comes to nothing", async () => {
  const id = await h.publish({ nodes: [manual, wait("w"), note("n")] });
  await m.enter(id);
  const { move_id } = await m.republish({
    id,
    nodes: [manual, wait("w", 9), note("n")],
    people: { default: "move", waits: "restart" },
  });
  await m.work(move_id!);
  await h.drain();
  const [run] = await h.runs(id);
  expect(await m.tokens(run!.id)).toMatchObject([{ node_id: "w", visit: 2, status: "waiting" }]);
  await h.pass("2 days");
  await h.drain();
  expect(await notes(run!.id)).toEqual([]);
  await h.pass("8 days");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await notes(run!.id)).toEqual(["n"]);
  expect((await h.steps(run!.id as string)).find((step) => step.node_id === "w")).toMatchObject({
    status: "skipped",
    note: 'Moved to "Wait" of version 2.',
  });
});

test("people at a deleted step go on at the chosen one, or leave with the reason given; unsaid it is refused by name", async () => {
  const nodes = [manual, { id: "s", type: "stop", config: { reason: "elsewhere" } }, wait("a"), wait("b"), note("z")];
  const edges = ["t -> a", "a -> b", "b -> z"];
  const id = await h.publish({ nodes, edges });
  await m.enter(id);
  await h.pass("25 hours");
  await h.drain();
  await m.enter(id);
  const rest = nodes.filter((node) => node.id !== "a" && node.id !== "b");
  const shape = { id, nodes: rest, edges: ["t -> z"] };
  const refusal = await m.republish({ ...shape, people: { default: "move" } }).catch((error) => error);
  expect(refusal).toMatchObject({ code: "validation" });
  expect(refusal.fields.map((field: { path: string }) => field.path).sort()).toEqual([
    "people.nodes.a",
    "people.nodes.b",
  ]);
  expect((await m.client(m.contracts.workflows.get, { id })).live_version).toBe(1);
  const { move_id } = await m.republish({
    ...shape,
    people: {
      nodes: { b: { choice: "move", to: "z" }, a: { choice: "leave", reason: "The offer is over." } },
    },
  });
  await m.work(move_id!);
  await h.drain();
  const [first, second] = await h.runs(id);
  expect(first).toMatchObject({ status: "completed" });
  expect(await notes(first!.id)).toEqual(["z"]);
  expect(await m.versionOf(first!.id)).toBe(2);
  expect(second).toMatchObject({ status: "exited", reason: "The offer is over." });
  expect(await m.getMove(move_id!)).toMatchObject({ status: "done", moved: 1, left: 1 });
  const open =
    await h.sql`select from public.workflow_waits where resolved_at is null and run_id = any (${[first!.id, second!.id] as string[]}::uuid[])`;
  expect(open).toHaveLength(0);
});

test("inside a parallel step people move only when nothing in it changed; else they stay and are listed with the reason", async () => {
  const branches = {
    branches: [
      { id: "one", name: "One" },
      { id: "two", name: "Two" },
    ],
  };
  const nodes = (z: string, hours = 2) => [
    manual,
    { id: "p", type: "parallel", name: "Both ways", config: branches },
    wait("a", 1, "hours"),
    wait("b", hours, "hours"),
    { id: "j", type: "join", config: { mode: "all" } },
    note(z),
  ];
  const edges = (z: string) => ["t -> p", "p.one -> a", "p.two -> b", "a -> j", "b -> j", `j -> ${z}`];
  const id = await h.publish({ nodes: nodes("old"), edges: edges("old") });
  await m.enter(id);
  const [run] = await h.runs(id);
  const changed = await m.republish({ id, nodes: nodes("mid", 3), edges: edges("mid"), people: { default: "move" } });
  await m.work(changed.move_id!);
  expect(await m.getMove(changed.move_id!)).toMatchObject({
    status: "done",
    stayed: 1,
    kept: [{ run_id: run!.id, reason: 'The branches of "Both ways" changed in version 2.', name: "Person 1" }],
  });
  expect(await m.versionOf(run!.id)).toBe(1);
  const shape = { nodes: [...nodes("old"), note("more")], edges: [...edges("old"), "old -> more"] };
  const same = await m.republish({ id, ...shape, people: { default: "move" } });
  await m.work(same.move_id!);
  expect(await m.versionOf(run!.id)).toBe(3);
  await h.pass("3 hours");
  await h.drain();
  expect((await h.runs(id))[0]).toMatchObject({ status: "completed" });
  expect(await notes(run!.id)).toEqual(["old", "more"]);
});

test("who is at a provider is decided about when it has answered", async () => {
  const id = await h.publish({ nodes: [manual, wait("w"), note("n")] });
  await m.enter(id);
  const [run] = await h.runs(id);
  const runId = run!.id as string;
  await h.sql`update public.workflow_tokens set status = 'running', lease_id = gen_random_uuid(), lease_run = 'r',
    lease_until = private.now() + interval '1 hour' where run_id = ${runId}`;
  const { move_id } = await m.republish({ id, nodes: [manual, wait("w"), note("m")], people: { default: "move" } });
  await m.work(move_id!);
  expect(await m.getMove(move_id!)).toMatchObject({ status: "running", later: 1, moved: 0 });
  expect(await m.versionOf(runId)).toBe(1);
  await h.sql`update public.workflow_tokens set status = 'waiting', lease_id = null, lease_run = null, lease_until = null where run_id = ${runId}`;
  await h.pass("31 seconds");
  const { findStalledMoves } = await import("@/lib/db/lookup");
  expect(await findStalledMoves({ limit: 5 })).toEqual([{ workspaceId: h.workspace.workspaceId, refId: move_id }]);
  await m.work(move_id!);
  expect(await m.getMove(move_id!)).toMatchObject({ status: "done", later: 0, moved: 1 });
  expect(await m.versionOf(runId)).toBe(2);
});

test("a paused workflow: who is held moves and stays held until it is resumed", async () => {
  const id = await h.publish({ nodes: [manual, wait("w", 1, "hours"), note("old")] });
  await m.enter(id);
  await m.client(m.contracts.workflowRuns.pause, { id });
  await h.pass("2 hours");
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "held" });
  const { move_id } = await m.republish({
    id,
    nodes: [manual, note("new")],
    people: { nodes: { w: { choice: "move", to: "new" } } },
  });
  await m.work(move_id!);
  expect(await m.tokens(run!.id)).toMatchObject([{ node_id: "new", status: "held" }]);
  await m.client(m.contracts.workflowRuns.resume, { id });
  await h.pass("1 minute");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await notes(run!.id)).toEqual(["new"]);
});
