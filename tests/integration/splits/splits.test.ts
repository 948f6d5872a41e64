import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs";

let h: RunsHarness;
let sweep: () => Promise<void>;
let api: <T>(work: (ctx: never) => Promise<T>) => Promise<T>;
beforeAll(async () => {
  h = await runsHarness();
  ({ sweepSplits: sweep } = await import("@/lib/services/splits/sweep-splits"));
  const { commitAsMember } = await import("@/lib/services/commit");
  api = (work) => commitAsMember({ actor: h.workspace.actor, fn: work as never });
});
afterAll(() => h.end());

const variants = [
  { id: "a", name: "A", weight: 50 },
  { id: "b", name: "B", weight: 50 },
];
/** People of variant B reach the goal, a few of A as well. */
const splitGraph = (tag: string, config: object) => ({
  nodes: [
    { id: "t", type: "tag_added", config: { tag } },
    { id: "split", type: "ab_split", config: { variants, metric: "goal_reached", ...config } },
    { id: "goal", type: "goal", config: { name: "Bought", value: "10" } },
  ],
  edges: ["t -> split", "split.b -> goal"],
});
async function read(workflow: string) {
  const { readSplit } = await import("@/lib/services/splits/read-split");
  return api((ctx) => readSplit({ ctx, input: { id: workflow, node: "split" } }));
}
async function send(tag: string, people: number) {
  for (let i = 0; i < people; i++) await h.addTag(await h.addContact(), tag);
  await h.drain();
}

test("a split counts people and conversions of each way, and finds its winner when enough people came by", async () => {
  const workflow = await h.publish(splitGraph("s1", { autoWinner: true, sample: 10 }));
  await send("s1", 8);
  await sweep();
  expect((await read(workflow)).winner).toBeNull();
  await send("s1", 42);
  const before = await read(workflow);
  const [a, b] = before.variants;
  expect(a!.people + b!.people).toBe(50);
  expect([a!.converted, b!.converted]).toEqual([0, b!.people]);
  expect(b!.difference).toMatchObject({ significant: true });
  await h.pass("20 minutes");
  await Promise.all([sweep(), sweep()]);
  expect(await read(workflow)).toMatchObject({ winner: "b", decided_by: "auto" });
  await send("s1", 6);
  const after = await read(workflow);
  expect(after.variants.map(({ people }) => people)).toEqual(before.variants.map(({ people }) => people));
  const late = await h.sql`select count(*) as n from conversions where workflow_id = ${workflow}`;
  expect(Number(late[0]!.n)).toBe(b!.people + 6);
});

test("a member declares the winner, opens the split again, and cannot choose a way it does not have", async () => {
  const { decideSplit } = await import("@/lib/services/splits/decide-split");
  const workflow = await h.publish(splitGraph("s2", {}));
  const decide = (variant: string | null) =>
    api((ctx) => decideSplit({ ctx, input: { id: workflow, node: "split", variant } }));
  expect(await decide("a")).toMatchObject({ winner: "a", decided_by: "member" });
  await send("s2", 5);
  const outlets = await h.sql`select distinct s.outlet from workflow_run_steps s join workflow_runs r on r.id = s.run_id
    where r.workflow_id = ${workflow} and s.node_id = 'split'`;
  expect(outlets.map((row) => row.outlet)).toEqual(["a"]);
  expect(await decide(null)).toMatchObject({ winner: null, decided_by: null });
  await expect(decide("z")).rejects.toMatchObject({ code: "validation" });
  await expect(
    api(async (ctx) => decideSplit({ ctx, input: { id: workflow, node: "goal", variant: "a" } })),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test("an undecided split without a significant difference goes on", async () => {
  const workflow = await h.publish({
    ...splitGraph("s3", { autoWinner: true, sample: 10 }),
    edges: ["t -> split", "split.a -> goal", "split.b -> goal"],
  });
  await send("s3", 40);
  await h.pass("20 minutes");
  await sweep();
  expect(await read(workflow)).toMatchObject({ winner: null });
  const [row] =
    await h.sql`select check_at > private.now() as later from workflow_splits where workflow_id = ${workflow}`;
  expect(row!.later).toBe(true);
});
