import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { mail, tagged, trying } from "./trying.ts";

let h: RunsHarness;
let t: ReturnType<typeof trying>;
beforeAll(async () => {
  h = await runsHarness();
  t = trying(h);
  await t.workspace();
});
afterAll(() => h.end());

const mark = { id: "a", type: "add_tag", config: { tag: "seen" } };

test("Of an exclusive group the first by priority takes the contact, the others as they decided then", async () => {
  const group = "onboarding";
  const once = { reentry: { mode: "once", cooldown_hours: 24 } };
  const tour = await h.publish({ name: "Tour", nodes: [tagged("new"), mark], group, priority: 10, entry: once });
  const id = await h.publish({ name: "Call", nodes: [tagged("new"), mark], group, priority: 20 });
  const [ana, ben] = [await h.addContact(), await h.addContact()];
  for (const contact of [ana, ben]) await h.addTag(contact, "new");
  await h.drain();
  await h.pass("1 day");
  // The tour takes nobody twice, so this one was free for the call.
  await t.tagAgain(ben, "new");
  await h.drain();
  expect((await h.runs(tour)).length).toBe(2);
  const now = await t.backtest(id);
  expect(now).toMatchObject({ matched: 3, entered: 1, contacts: 1, refused: [{ rule: "exclusive_group", count: 2 }] });
  expect(now.refused[0]!.example).toContain('"Tour" has priority 10; this one has priority 20');
  expect(now.live).toMatchObject({ entered: 1, refused: [{ rule: "exclusive_group", count: 2 }] });
  expect(now.assumptions).toContain(
    'The other workflows of the group "onboarding" are taken to have decided as they did.',
  );
  await t.change({ id, priority: 5 });
  expect(await t.backtest(id)).toMatchObject({ entered: 3, contacts: 2, refused: [] });
  // With the call out of the group, only its own rules stand in the tour's way.
  await t.change({ id, exclusive_group: null });
  expect(await t.backtest(tour)).toMatchObject({ entered: 2, refused: [{ rule: "reentry", count: 1 }] });
});

test("While an experiment runs the holdout stays out, groups are kept, and the draft stands in for the live version", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const call = h.workspace.client;
  const id = await h.publish({ nodes: [tagged("x"), mark] });
  await t.change({ id, nodes: [tagged("x"), { ...mark, config: { tag: "second" } }] });
  await call(contracts.workflows.publish, { id, note: "" });
  const early = await h.addContact();
  await h.addTag(early, "x");
  await h.pass("1 hour");
  const made = await call(contracts.experiments.create, {
    id,
    name: "Words",
    variants: [
      { id: "a", name: "Old words", version: 1, weight: 1 },
      { id: "b", name: "New words", version: 2, weight: 1 },
    ],
    holdout_percent: 40,
    goal: { type: "activity", activity: "contact.tag_added", key: "bought" },
  } as never);
  const experiment = await call(contracts.experiments.start, { id: made.id });
  for (let n = 0; n < 30; n++) await h.addTag(await t.agreeing(), "x");
  await h.drain();
  const sizes = async () => {
    const rows = await h.sql`select variant, count(*)::int as n from public.experiment_assignments
      where experiment_id = ${experiment.id} group by variant`;
    return Object.fromEntries(rows.map((row) => [row.variant, row.n])) as Record<string, number>;
  };
  await t.change({ id, nodes: [tagged("x"), mail("news"), mark] });
  const first = await sizes();
  const result = await t.backtest(id);
  // Who came before it began takes no part and goes through the draft, without consent to marketing.
  expect(result).toMatchObject({
    entered: 1 + first.a! + first.b!,
    refused: [{ rule: "holdout", count: first.holdout }],
  });
  expect(result.experiment?.name).toBe("Words");
  expect(new Map(result.experiment?.groups.map(({ name, entered }) => [name, entered]))).toEqual(
    new Map([
      ["Old words", first.a],
      ["New words", first.b],
    ]),
  );
  expect(result.sends).toMatchObject([{ node_id: "news", sent: first.b, skipped: [{ count: 1 }] }]);
  expect(result.live).toMatchObject({ entered: result.entered });
  // What was written down holds, whatever the numbers would say.
  await h.sql`update public.experiment_assignments set variant = 'holdout'
    where experiment_id = ${experiment.id} and contact_id in (select contact_id from public.experiment_assignments
      where experiment_id = ${experiment.id} and variant = 'b' order by contact_id limit 1)`;
  const moved = await t.backtest(id);
  expect(moved).toMatchObject({ entered: result.entered - 1, sends: [{ sent: first.b! - 1 }] });
  await call(contracts.experiments.stop, { id: experiment.id });
  const after = await t.backtest(id);
  expect(after).toMatchObject({ entered: 31, refused: [], experiment: null });
  expect(after.sends).toMatchObject([{ node_id: "news", sent: 30 }]);
});
