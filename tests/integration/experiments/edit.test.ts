import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { contracts } from "@/lib/api/contracts/all";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

vi.setConfig({ testTimeout: 60_000 });

const { experiments, splits, workflows } = contracts;
let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const nodesOf = (tag: string, version: number) => [
  { id: "t", type: "tag_added", config: { tag } },
  { id: "mark", type: "add_tag", config: { tag: `${tag}-v${version}` } },
];
async function draftOf({ tag, versions = 3 }: { tag: string; versions?: number }) {
  const call = h.workspace.client;
  const id = await h.publish({ nodes: nodesOf(tag, 1) });
  for (let version = 2; version <= versions; version++) {
    await call(workflows.update, { id, draft: graphOf({ nodes: nodesOf(tag, version) }) as never });
    await call(workflows.publish, { id, note: "" });
  }
  return call(experiments.create, {
    id,
    name: "Words",
    variants: [
      { id: "a", name: "Old", version: 1, weight: 1 },
      { id: "b", name: "New", version: 2, weight: 1 },
    ],
    goal: { type: "activity", activity: "contact.tag_added", key: "bought" },
  });
}

test("everything about a draft can be changed, its variants named, added and removed", async () => {
  const call = h.workspace.client;
  const { id } = await draftOf({ tag: "e1" });
  const variants = [
    { id: "b", name: "Shorter", version: 2, weight: 30 },
    { id: "c", name: "No picture", version: 3, weight: 70 },
  ];
  const goal = { type: "activity", activity: "page.viewed", key: "/thanks" } as const;
  const changed = { name: "Pictures", variants, holdout_percent: 10, window_days: 30, goal };
  expect(await call(experiments.update, { id, ...changed })).toMatchObject({ ...changed, status: "draft" });
  await expect(
    call(experiments.update, { id, variants: [variants[0]!, { ...variants[1]!, version: 9 }] }),
  ).rejects.toMatchObject({ code: "validation", fields: [{ path: "variants.1.version" }] });
  await expect(call(experiments.update, { id, variants: [variants[0]!] })).rejects.toMatchObject({
    fields: [{ path: "variants", message: "Compare at least two versions." }],
  });
  expect(await call(experiments.get, { id })).toMatchObject(changed);
});

test("once it runs it can be renamed with its variants, and how it divides people is refused in words", async () => {
  const call = h.workspace.client;
  const { id, variants } = await draftOf({ tag: "e2" });
  await call(experiments.start, { id });
  const named = variants.map((one) => ({ ...one, name: `${one.name} words` }));
  expect(await call(experiments.update, { id, name: "Wording", variants: named, holdout_percent: 0 })).toMatchObject({
    name: "Wording",
    status: "running",
    variants: named,
  });
  const refused = (body: object) =>
    call(experiments.update, { id, ...body }).catch((error) => [
      error.code,
      error.fields.map((field: { path: string }) => field.path),
      error.message,
    ]);
  expect(await refused({ variants: named.map((one, n) => ({ ...one, weight: n + 1 })) })).toEqual([
    "conflict",
    ["variants"],
    "This experiment has started, and people are divided and measured by what it said then: the variants and their weights cannot be changed any more. Rename it as you like, or stop it and make a new one.",
  ]);
  expect(await refused({ name: "Other", holdout_percent: 20, window_days: 3 })).toMatchObject([
    "conflict",
    ["holdout_percent", "window_days"],
    expect.stringContaining("how many are held out and how many days count cannot"),
  ]);
  expect(await refused({ goal: { type: "goal", name: null } })).toMatchObject([
    "conflict",
    ["goal"],
    expect.anything(),
  ]);
  expect((await call(experiments.get, { id })).name).toBe("Wording");
  await call(experiments.stop, { id });
  expect(await call(experiments.update, { id, name: "Wording of spring" })).toMatchObject({ status: "stopped" });
});

test("three variants say that they are compared at once, and p is corrected in what is called significant", async () => {
  const call = h.workspace.client;
  const { id, variants } = await draftOf({ tag: "e3" });
  await call(experiments.update, {
    id,
    variants: [...variants, { id: "c", name: "Third", version: 3, weight: 1 }],
  });
  await call(experiments.start, { id });
  // 36 and 35 of 200 against 21: alone each is below 5 %, together neither is sure.
  for (const [variant, converted] of [
    ["a", 21],
    ["b", 36],
    ["c", 35],
  ] as const)
    await h.sql`with people as (
        insert into public.contacts (workspace_id, email, tags)
        select ${h.workspace.workspaceId}, ${`e3-${variant}-`} || n || '@example.test', '{}' from generate_series(1, 200) n
        returning id)
      insert into public.experiment_assignments (workspace_id, experiment_id, contact_id, variant)
      select ${h.workspace.workspaceId}, ${id}, id, ${variant} from people`.then(
      () => h.sql`update public.contacts set tags = array['bought']
        where workspace_id = ${h.workspace.workspaceId} and email = any (
          select ${`e3-${variant}-`} || n || '@example.test' from generate_series(1, ${converted}::int) n)`,
    );
  const results = await call(experiments.results, { id });
  expect(results.correction).toContain("3 variants are compared at once");
  const [, b, c] = results.groups;
  expect([b!.converted, c!.converted]).toEqual([36, 35]);
  expect(b!.difference!.p).toBeLessThan(0.05);
  expect(b!.difference!.p_adjusted).toBeGreaterThan(0.05);
  expect([b!.difference!.significant, c!.difference!.significant]).toEqual([false, false]);
  expect(b!.advice).toMatch(/more people/);
});

test("a split with three ways says the same", async () => {
  const ways = ["a", "b", "c"].map((id, n) => ({ id, name: id.toUpperCase(), weight: n === 0 ? 34 : 33 }));
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "e4" } },
      { id: "split", type: "ab_split", config: { variants: ways, metric: "goal_reached" } },
    ],
    edges: ["t -> split"],
  });
  const found = await h.workspace.client(splits.get, { id, node: "split" });
  expect(found.correction).toContain("3 variants are compared at once");
});

test("publishing while it runs is refused with its name and what is needed to end it, and goes through afterwards", async () => {
  const call = h.workspace.client;
  const { id, workflow_id } = await draftOf({ tag: "e5", versions: 2 });
  await call(experiments.start, { id });
  await call(workflows.update, { id: workflow_id, draft: graphOf({ nodes: nodesOf("e5", 3) }) as never });
  const publish = () => call(workflows.publish, { id: workflow_id, note: "" });
  const refused = await publish().catch((error) => error);
  expect(refused).toMatchObject({
    status: 409,
    code: "conflict",
    message: 'The experiment "Words" is running in this workflow. Stop it, or declare its winner, before you publish.',
    details: {
      experiment: {
        id,
        name: "Words",
        variants: [
          { id: "a", name: "Old", version: 1, weight: 1 },
          { id: "b", name: "New", version: 2, weight: 1 },
        ],
      },
    },
  });
  await call(experiments.winner, { id: refused.details.experiment.id, variant: "a" });
  expect(await publish()).toMatchObject({ live_version: 3 });
});
