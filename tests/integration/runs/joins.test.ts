import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const branches = {
  branches: [
    { id: "one", name: "One" },
    { id: "two", name: "Two" },
    { id: "three", name: "Three" },
  ],
};
async function journey(join: Record<string, unknown>) {
  const tag = `fork-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "p", type: "parallel", config: branches },
      { id: "a", type: "add_note", config: { body: "at once" } },
      { id: "b", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "c", type: "wait", config: { amount: 3, unit: "hours" } },
      { id: "j", type: "join", config: join },
      { id: "z", type: "add_note", config: { body: "together" } },
    ],
    edges: [
      "t -> p",
      "p.one -> a",
      "p.two -> b",
      "p.three -> c",
      "a -> j",
      "b -> j",
      "c -> j",
      "j -> z",
      ...(join.timeout ? ["j.timeout -> z"] : []),
    ],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  const run = async () => (await h.runs(id))[0]!;
  const together = async () =>
    (await h.steps((await run()).id as string)).filter((step) => step.node_id === "z").length;
  return { id, contact, run, together };
}

test("a join of all waits for the slowest branch and goes on once", async () => {
  const { run, together } = await journey({ mode: "all", count: 1 });
  expect(await run()).toMatchObject({ status: "waiting" });
  await h.pass("61 minutes");
  await h.drain();
  expect(await together()).toBe(0);
  await h.pass("2 hours");
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(await together()).toBe(1);
  const [fork] = await h.sql`select * from public.workflow_forks where run_id = ${(await run()).id as string}`;
  expect(fork).toMatchObject({ branches: 3, arrived: 3 });
});

test("a join of any goes on with the first; later arrivals end silently", async () => {
  const { run, together } = await journey({ mode: "any", count: 1 });
  expect(await together()).toBe(1);
  expect(await run()).toMatchObject({ status: "waiting" });
  await h.pass("4 hours");
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(await together()).toBe(1);
});

test("a join of two goes on with the second arrival", async () => {
  const { run, together } = await journey({ mode: "count", count: 2 });
  expect(await together()).toBe(0);
  await h.pass("61 minutes");
  await h.drain();
  expect(await together()).toBe(1);
  await h.pass("3 hours");
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(await together()).toBe(1);
});

test("a join that takes too long goes on by its timeout", async () => {
  const { run, together } = await journey({ mode: "all", count: 1, timeout: { amount: 2, unit: "hours" } });
  await h.pass("121 minutes");
  await h.drain();
  expect(await together()).toBe(1);
  const step = (await h.steps((await run()).id as string)).find(
    (one) => one.node_id === "j" && one.outlet === "timeout",
  );
  expect(step).toMatchObject({ output: { timed_out: true } });
  await h.pass("2 hours");
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
  expect(await together()).toBe(1);
});

test("branches that arrive at the same moment are counted one after the other", async () => {
  const tag = `race-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "p", type: "parallel", config: branches },
      { id: "a", type: "add_note", config: { body: "1" } },
      { id: "b", type: "add_note", config: { body: "2" } },
      { id: "c", type: "add_note", config: { body: "3" } },
      { id: "j", type: "join", config: { mode: "all", count: 1 } },
      { id: "z", type: "add_note", config: { body: "together" } },
    ],
    edges: ["t -> p", "p.one -> a", "p.two -> b", "p.three -> c", "a -> j", "b -> j", "c -> j", "j -> z"],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  const { visit } = await import("@/lib/services/runs/advance");
  for (let round = 0; h.pending().length > 0 && round < 5; round++)
    await Promise.all(
      h
        .pending()
        .splice(0)
        .map((event, n) => visit({ at: event.data, leaseRun: `${round}-${n}` })),
    );
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
  const notes = await h.sql`select body from public.notes where contact_id = ${contact} order by body`;
  expect(notes.map((note) => note.body)).toEqual(["1", "2", "3", "together"]);
});

test("stop ends the run and the branches that still wait", async () => {
  const tag = `stop-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "p", type: "parallel", config: { branches: branches.branches.slice(0, 2) } },
      { id: "b", type: "wait", config: { amount: 1, unit: "days" } },
      { id: "s", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "x", type: "stop", config: { reason: "Enough" } },
    ],
    edges: ["t -> p", "p.one -> b", "p.two -> s", "s -> x"],
  });
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  await h.pass("61 minutes");
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "exited" });
  expect(run!.ended_at).not.toBeNull();
  expect(
    await h.sql`select from public.workflow_waits where run_id = ${run!.id as string} and resolved_at is null`,
  ).toHaveLength(0);
  await expect(
    h.sql`update public.workflow_runs set status = 'running' where id = ${run!.id as string}`,
  ).rejects.toThrow("has already ended");
});
