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

async function everything() {
  const found: unknown[] = [];
  for (const table of [
    "workflows",
    "workflow_versions",
    "workflow_runs",
    "workflow_tokens",
    "workflow_waits",
    "workflow_moves",
    "activities",
  ])
    found.push(
      (await h.sql.unsafe(`select md5(string_agg(t::text, ',' order by t::text)) as hash from public.${table} t`))[0],
    );
  return found;
}

test("the preview counts and names who stands where, says what each choice does, and writes nothing", async () => {
  const id = await h.publish({ nodes: [manual, wait("a"), wait("b"), note("z")] });
  await m.enter(id, 2);
  await h.pass("25 hours");
  await h.drain();
  await m.enter(id, 12);
  await m.republish({ id, nodes: [manual, wait("a", 2), note("z")] });
  const before = await everything();
  const preview = await m.preview(id, { default: "move", nodes: { x: { choice: "stay" } } });
  expect(await everything()).toEqual(before);
  expect(preview).toMatchObject({ next_version: 2, people: 14, versions: [{ number: 1, people: 14 }] });
  expect(preview.nodes.map((node) => [node.node_id, node.state, node.people])).toEqual([
    ["b", "removed", 2],
    ["a", "changed", 12],
  ]);
  const [b, a] = preview.nodes;
  expect(a!.first).toHaveLength(10);
  expect(a!.first[0]!.name).toBe("Person 1");
  expect(a!.changes).toEqual([
    '"Wait": amount changed from 1 to 2.',
    '"Wait" now leads to "Add note" instead of "Wait".',
  ]);
  expect(a!.by_status).toEqual({ ready: 0, running: 0, waiting: 12, held: 0 });
  expect(a!.options).toEqual({
    stay: "All 12 people finish on the version they started with.",
    move: "All 12 people go on in the new version from where they stand; waits last as planned.",
    leave: "All 12 people leave the workflow here, with the reason on their run.",
  });
  expect(b!.outcome).toMatchObject({ stayed: 2 });
  expect(preview.problems).toEqual([
    { path: "people.nodes.x", message: "There is no step with this id." },
    {
      path: "people.nodes.b",
      message: '"Wait" is not in the new version. Choose where its people go on, or let them stay or leave.',
    },
  ]);
  expect(preview.targets.map((target) => target.node_id)).toEqual(["a", "z"]);
  expect((await m.preview(id, { nodes: { b: { choice: "move", to: "t" } } })).problems).toMatchObject([
    { path: "people.nodes.b.to" },
  ]);
});

test("nobody inside: nothing to choose", async () => {
  const id = await h.publish({ nodes: [manual, note("z")] });
  await m.enter(id);
  expect(await m.preview(id)).toMatchObject({ people: 0, nodes: [], outcome: { moved: 0 }, problems: [] });
});
