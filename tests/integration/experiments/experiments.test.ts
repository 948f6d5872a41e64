import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

vi.setConfig({ testTimeout: 120_000 });

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return { ...contracts, call: h.workspace.client };
}
const nodesOf = (tag: string, version: number) => [
  { id: "t", type: "tag_added", config: { tag } },
  { id: "mark", type: "add_tag", config: { tag: `${tag}-v${version}` } },
];
/** A workflow with two versions, the second live; each marks who comes by. */
async function twoVersions({ tag, ...more }: { tag: string; group?: string; priority?: number; entry?: object }) {
  const { workflows, call } = await api();
  const id = await h.publish({ nodes: nodesOf(tag, 1), ...more });
  await call(workflows.update, { id, draft: graphOf({ nodes: nodesOf(tag, 2) }) as never });
  await call(workflows.publish, { id, note: "" });
  return id;
}
const variants = (a = 1, b = 1) => [
  { id: "a", name: "Old words", version: 1, weight: a },
  { id: "b", name: "New words", version: 2, weight: b },
];
type Draft = Partial<Pick<ExperimentAnswer, "holdout_percent" | "window_days" | "variants">> & { goal?: object };
async function start(workflowId: string, draft: Draft = {}) {
  const { experiments, call } = await api();
  const made = await call(experiments.create, {
    id: workflowId,
    name: "Words",
    variants: variants(),
    goal: { type: "activity", activity: "contact.tag_added", key: "bought" },
    ...draft,
  } as never);
  return call(experiments.start, { id: made.id });
}
async function assignments(experimentId: string) {
  const rows =
    await h.sql`select contact_id, variant from experiment_assignments where experiment_id = ${experimentId}`;
  return new Map(rows.map((row) => [row.contact_id as string, row.variant as string]));
}
const versionsOf = async (workflowId: string) =>
  h.sql`select r.contact_id, v.number from workflow_runs r join workflow_versions v on v.id = r.version_id
    where r.workflow_id = ${workflowId} order by r.created_at, r.id`;
/** Contacts straight into the table, then asked in as in bulk: as fast as it goes. */
async function crowd({ workflowId, count, tag }: { workflowId: string; count: number; tag: string }) {
  const { enrolments, call } = await api();
  const { enrolChunk } = await import("@/lib/services/enrolments/enrol-chunk");
  const { workspaceId } = h.workspace;
  await h.sql`insert into public.contacts (workspace_id, email, tags)
    select ${workspaceId}, ${tag} || n || '@example.test', array[${tag}] from generate_series(1, ${count}) n`;
  await h.sql`delete from public.dispatch_queue`;
  const made = await call(enrolments.create, { id: workflowId, filter: { tag } });
  while ((await enrolChunk({ workspaceId, enrolmentId: made.id })).more);
}

test("a thousand people are divided near the weights, each enters by the own version, and the holdout never enters", async () => {
  const id = await twoVersions({ tag: "x1" });
  const experiment = await start(id, { variants: variants(1, 3), holdout_percent: 20 });
  await crowd({ workflowId: id, count: 1000, tag: "crowd1" });
  const groups = await assignments(experiment.id);
  const size = (name: string) => [...groups.values()].filter((group) => group === name).length;
  expect(groups.size).toBe(1000);
  // Four standard deviations of a binomial with 1,000 people.
  expect(Math.abs(size("holdout") - 200)).toBeLessThan(51);
  expect(Math.abs(size("a") - 200)).toBeLessThan(51);
  expect(Math.abs(size("b") - 600)).toBeLessThan(62);
  const runs = await versionsOf(id);
  expect(runs).toHaveLength(1000 - size("holdout"));
  const wrong = runs.filter((run) => groups.get(run.contact_id) !== (run.number === 1 ? "a" : "b"));
  expect(wrong).toEqual([]);
  const refused = (await h.decisions(id)).filter((row) => !row.entered);
  expect(new Set(refused.map((row) => row.rule))).toEqual(new Set(["holdout"]));
  expect(refused).toHaveLength(size("holdout"));
  expect(refused[0]!.reason).toBe(
    'The contact belongs to the holdout group of the experiment "Words": measured, not entered.',
  );
});

test("the holdout is measured like the variants, within the window only, and nobody twice", async () => {
  const { experiments, call } = await api();
  const id = await twoVersions({ tag: "x2" });
  const experiment = await start(id, { holdout_percent: 40, window_days: 7 });
  for (let n = 0; n < 40; n++) await h.addTag(await h.addContact(), "x2");
  await h.drain();
  const groups = await assignments(experiment.id);
  const of = (name: string) => [...groups].flatMap(([contact, group]) => (group === name ? [contact] : []));
  const [held, a, b] = [of("holdout"), of("a"), of("b")];
  expect(Math.min(held.length, a.length, b.length)).toBeGreaterThan(1);
  await h.pass("1 day");
  await h.addTag(held[0]!, "bought");
  for (const contact of b) await h.addTag(contact, "Bought");
  await h.pass("7 days");
  await h.addTag(a[0]!, "bought");
  const { groups: results } = await call(experiments.results, { id: experiment.id });
  expect(results.map(({ id, people, converted }) => [id, people, converted])).toEqual([
    ["a", a.length, 0],
    ["b", b.length, b.length],
    ["holdout", held.length, 1],
  ]);
  const [first, second, holdout] = results;
  expect(first).toMatchObject({ difference: null, rate: 0 });
  expect(first!.uplift!.value).toBeCloseTo(-1 / held.length);
  expect(second!.difference).toMatchObject({ value: 1, significant: true, relative: null });
  expect(second!.uplift!.relative).toBeCloseTo(held.length - 1);
  expect(holdout).toMatchObject({ holdout: true, name: "Holdout", difference: null, uplift: null, advice: null });
  expect(holdout!.interval.low).toBeGreaterThan(0);
});

test("a contact keeps the variant when it enters again and when its run is tried again on the current version", async () => {
  const { runs, call } = await api();
  const id = await twoVersions({ tag: "x3", entry: { reentry: { mode: "always", cooldown_hours: 24 } } });
  const experiment = await start(id);
  const contacts = await Promise.all(Array.from({ length: 16 }, () => h.addContact()));
  for (const contact of contacts) await h.addTag(contact, "x3");
  await h.drain();
  await h.sql`update contacts set tags = array_remove(tags, 'x3') where id = any (${contacts})`;
  for (const contact of contacts) await h.addTag(contact, "x3");
  await h.drain();
  const groups = await assignments(experiment.id);
  expect(new Set(groups.values())).toEqual(new Set(["a", "b"]));
  for (const contact of contacts) {
    const [run] =
      await h.sql`select id from workflow_runs where workflow_id = ${id} and contact_id = ${contact} limit 1`;
    await call(runs.retry, { id: run!.id, from: "start", version: "current" });
  }
  const all = await versionsOf(id);
  expect(all).toHaveLength(48);
  for (const run of all) expect(run.number).toBe(groups.get(run.contact_id) === "a" ? 1 : 2);
  expect((await assignments(experiment.id)).size).toBe(16);
});

test("no other workflow of an exclusive group takes the place of one that holds a contact out", async () => {
  const group = `g-${crypto.randomUUID()}`;
  const first = await twoVersions({ tag: "x4", group, priority: 1 });
  const second = await h.publish({ nodes: nodesOf("x4", 9), group, priority: 2 });
  await start(first, { holdout_percent: 50 });
  for (let n = 0; n < 20; n++) await h.addTag(await h.addContact(), "x4");
  const held = (await h.decisions(first)).filter((row) => row.rule === "holdout");
  expect(held.length).toBeGreaterThan(0);
  expect(await h.runs(first)).toHaveLength(20 - held.length);
  expect(await h.runs(second)).toHaveLength(0);
});

test("the winner stops the experiment and goes live with its triggers; the draft stays", async () => {
  const { experiments, workflows, call } = await api();
  const id = await twoVersions({ tag: "x5" });
  const experiment = await start(id);
  await expect(call(workflows.publish, { id, note: "" })).rejects.toMatchObject({ code: "conflict" });
  await expect(call(experiments.winner, { id: experiment.id, variant: "z" })).rejects.toMatchObject({
    code: "validation",
  });
  expect(await call(experiments.winner, { id: experiment.id, variant: "a" })).toMatchObject({
    status: "stopped",
    winner: "a",
  });
  expect(await call(workflows.get, { id })).toMatchObject({ live_version: 1, status: "live", has_changes: true });
  await h.addTag(await h.addContact(), "x5");
  expect((await versionsOf(id)).map((run) => run.number)).toEqual([1]);
  await expect(call(experiments.winner, { id: experiment.id, variant: "b" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("stopped, everybody enters by the live version, and what held-out people do then is not counted", async () => {
  const { experiments, call } = await api();
  const id = await twoVersions({ tag: "x6" });
  const experiment = await start(id, { holdout_percent: 50 });
  const contacts = await Promise.all(Array.from({ length: 20 }, () => h.addContact()));
  for (const contact of contacts) await h.addTag(contact, "x6");
  await h.drain();
  const held = [...(await assignments(experiment.id))].flatMap(([contact, group]) =>
    group === "holdout" ? [contact] : [],
  );
  expect(held.length).toBeGreaterThan(0);
  await h.pass("1 minute");
  expect(await call(experiments.stop, { id: experiment.id })).toMatchObject({ status: "stopped", winner: null });
  await h.pass("1 minute");
  await h.sql`update contacts set tags = '{}' where id = any (${held})`;
  for (const contact of held) {
    await h.addTag(contact, "x6");
    await h.addTag(contact, "bought");
  }
  const after = (await versionsOf(id)).filter((run) => held.includes(run.contact_id as string));
  expect(after.map((run) => run.number)).toEqual(held.map(() => 2));
  const { groups } = await call(experiments.results, { id: experiment.id });
  expect(groups.at(-1)).toMatchObject({ id: "holdout", people: held.length, converted: 0 });
});

test("what cannot be divided or measured is refused in words", async () => {
  const { experiments, workflows, call } = await api();
  const id = await twoVersions({ tag: "x7" });
  const refusal = (draft: Draft) =>
    start(id, draft).catch((error) => [error.code, error.fields?.[0]?.path, error.message]);
  expect(await refusal({ variants: [variants()[0]!, { ...variants()[1]!, version: 9 }] })).toEqual([
    "validation",
    "variants.1.version",
    "Version 9 was never published. Choose another one.",
  ]);
  expect(await refusal({ goal: { type: "goal", name: null } })).toMatchObject([
    "validation",
    "goal",
    expect.stringContaining("has no goal"),
  ]);
  expect(await refusal({ goal: { type: "goal", name: "Bought" }, holdout_percent: 10 })).toMatchObject([
    "validation",
    "goal",
    expect.stringContaining("No other live workflow has the goal"),
  ]);
  const running = await start(id);
  expect(await refusal({})).toMatchObject(["conflict", undefined, expect.stringContaining('"Words" is running')]);
  await expect(call(experiments.remove, { id: running.id })).rejects.toMatchObject({ code: "conflict" });
  await call(experiments.stop, { id: running.id });
  await call(workflows.update, {
    id,
    draft: graphOf({ nodes: [{ id: "other", type: "tag_added", config: { tag: "y" } }] }) as never,
  });
  await call(workflows.publish, { id, note: "" });
  expect(await refusal({})).toMatchObject([
    "validation",
    "variants.0.version",
    expect.stringContaining("lacks the trigger"),
  ]);
});
