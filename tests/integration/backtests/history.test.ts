import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { hours, tagged, trying } from "./trying.ts";

let h: RunsHarness;
let t: ReturnType<typeof trying>;
beforeAll(async () => {
  h = await runsHarness();
  t = trying(h);
});
afterAll(() => h.end());

const mark = { id: "a", type: "add_tag", config: { tag: "seen" } };

describe("Entries before the days of a backtest", () => {
  test("count where a contact may enter once, and until the cool-down is over", async () => {
    const entry = { reentry: { mode: "once", cooldown_hours: 24 } };
    const id = await h.publish({ nodes: [tagged("welcome"), mark], entry });
    const [ana, ben] = [await h.addContact(), await h.addContact()];
    await h.addTag(ana, "welcome");
    await h.drain();
    await h.pass("20 days");
    await t.tagAgain(ana, "welcome");
    await h.addTag(ben, "welcome");
    const once = await t.backtest(id);
    expect(once).toMatchObject({ matched: 2, entered: 1, sample: [{ contact: { id: ben } }] });
    expect(once.refused).toMatchObject([{ rule: "reentry", count: 1 }]);
    expect(once.refused[0]!.example).toContain("may enter once");
    const cooldown = (hours: number) => ({ reentry: { mode: "cooldown", cooldown_hours: hours } });
    await t.change({ id, entry: cooldown(21 * 24) });
    expect(await t.backtest(id)).toMatchObject({ entered: 1 });
    await t.change({ id, entry: cooldown(19 * 24) });
    expect(await t.backtest(id)).toMatchObject({ entered: 2 });
    // With those days looked at too, the draft itself lets Ana in first.
    await t.change({ id, entry });
    expect(await t.backtest(id, 30)).toMatchObject({ matched: 3, entered: 2, contacts: 2 });
  });

  test("keep a contact inside until its real run ended, and no longer", async () => {
    const id = await h.publish({ nodes: [tagged("trial"), hours(20), mark] });
    const cleo = await h.addContact();
    await h.addTag(cleo, "trial");
    await h.drain();
    await h.pass("10 hours");
    await t.tagAgain(cleo, "trial");
    await h.pass("11 hours");
    await h.drain();
    expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
    await h.pass("4 hours");
    await t.tagAgain(cleo, "trial");
    await h.drain();
    const result = await t.backtest(id, 1);
    expect(result).toMatchObject({ matched: 2, entered: 1, refused: [{ rule: "reentry", count: 1 }] });
    expect(result.live).toMatchObject({ entered: 1, refused: [{ rule: "reentry", count: 1 }] });
    expect(result.assumptions).toContain(
      "Whoever entered before these days has entered once, and was inside until that run really ended.",
    );
  });

  test("count by the value that tells entries apart", async () => {
    const order = (id: string, n = "t") => ({ id: n, type: "custom_event", config: { name: id } });
    const entry = { reentry: { mode: "keyed", cooldown_hours: 24, key: "data.properties.order_id" } };
    const id = await h.publish({ nodes: [order("order.paid"), mark], entry });
    const dora = await h.addContact();
    const paid = async (orderId: string) => {
      const { contracts } = await import("@/lib/api/contracts/all");
      const events = [{ name: "order.paid", contact_id: dora, properties: { order_id: orderId } }];
      await h.workspace.client(contracts.events.send, { events });
    };
    await paid("A-1");
    await h.pass("10 days");
    for (const orderId of ["A-1", "A-2", "A-2"]) await paid(orderId);
    const result = await t.backtest(id);
    expect(result).toMatchObject({ matched: 3, entered: 1, contacts: 1, refused: [{ rule: "reentry", count: 2 }] });
  });
});

test("A trigger that wants something several times counts what is stored, as it did then", async () => {
  const nodes = [{ id: "t", type: "page_visited", config: { url: "/docs/*", times: 2, withinDays: 1 } }, mark];
  const id = await h.publish({ nodes, entry: { reentry: { mode: "always" } } });
  const eve = await h.addContact();
  const view = async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const events = [{ name: "page.viewed", contact_id: eve, properties: { url: "https://example.com/docs/a" } }];
    await h.workspace.client(contracts.events.send, { events });
  };
  await view();
  await h.pass("2 days");
  await view();
  await view();
  const result = await t.backtest(id);
  expect(result).toMatchObject({ entered: 1, refused: [{ rule: "conditions", count: 2 }] });
  expect(result.refused[0]!.example).toBe("It happened 1 of 2 times within 24 hours.");
  expect(result.live).toMatchObject({ entered: 1 });
});

test("Whoever was asked in by hand or in bulk counts too, past the conditions of the trigger", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const vip = { field: "trigger.data.properties.total", op: "gte", value: 100 };
  const trigger = { id: "t", type: "custom_event", config: { name: "signed.up", conditions: vip } };
  const id = await h.publish({ nodes: [trigger, mark] });
  const other = await h.publish({ nodes: [trigger, mark] });
  const [hal, ida] = [await h.addContact(), await h.addContact()];
  await h.workspace.client(contracts.workflowRuns.execute, { id, contact_id: hal });
  await h.workspace.client(contracts.workflowRuns.execute, { id: other, contact_id: ida });
  await h.workspace.client(contracts.events.send, {
    events: [{ name: "signed.up", contact_id: ida, properties: { total: 5 } }],
  });
  const result = await t.backtest(id);
  expect(result).toMatchObject({ matched: 2, entered: 1, sample: [{ contact: { id: hal } }] });
  expect(result.refused).toMatchObject([{ rule: "conditions", count: 1 }]);
  expect(result.live).toMatchObject({ entered: 1, refused: [{ rule: "conditions", count: 1 }] });
});

test("One contact with more activities than are read at a time is replayed in order, whole", async () => {
  const id = await h.publish({ nodes: [tagged("busy"), hours(3)] });
  const [finn, gus] = [await h.addContact(), await h.addContact()];
  await h.sql.begin(async (tx) => {
    await tx`select set_config('app.dispatch', 'off', true)`;
    await tx`insert into public.activities (workspace_id, subject_id, contact_id, type, key, data, occurred_at, created_at)
      select ${h.workspace.workspaceId}, c, c, 'contact.tag_added', 'busy', '{"tag":"busy"}', at, at
        from generate_series(0, 599) n
        cross join lateral (select private.now() - interval '6 days' + n * interval '6 minutes' as at) moment
        cross join unnest(array[${finn}, ${gus}]::uuid[]) c order by n`;
  });
  // Sixty hours, and inside for three of them each time: twenty entries each.
  expect(await t.backtest(id)).toMatchObject({ activities: 1200, entered: 40, contacts: 2, cut_off: false });
});
