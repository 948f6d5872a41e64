import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs";

let h: RunsHarness;
let sweep: () => Promise<void>;
beforeAll(async () => {
  h = await runsHarness();
  ({ sweepSchedules: sweep } = await import("@/lib/services/schedules/sweep-schedules"));
});
afterAll(() => h.end());

const minute = async (ahead: number) => new Date((await h.now()) + ahead * 60_000).toISOString();
const entered = async (workflow: string) => (await h.decisions(workflow)).filter((one) => one.entered).length;
const schedule = (config: object) => ({
  nodes: [
    { id: "t", type: "schedule", config: { mode: "daily", zone: "UTC", ...config } },
    { id: "n", type: "add_note", config: { body: "Ticked at {{ trigger.data.tick_at }}" } },
  ],
  edges: ["t -> n"],
});

describe("a schedule", () => {
  test("starts one run for each contact that fits, once, however often and however many sweeps look", async () => {
    for (let i = 0; i < 3; i++) await h.addContact({ source: "scheduled" });
    await h.addContact({ source: "other" });
    const conditions = { field: "contact.source", op: "is", value: "scheduled" };
    const workflow = await h.publish(schedule({ time: (await minute(2)).slice(11, 16), conditions }));
    await sweep();
    expect(await h.decisions(workflow)).toHaveLength(0);
    await h.pass("3 minutes");
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await entered(workflow)).toBe(3);
    await h.drain();
    expect((await h.runs(workflow)).map((run) => run.status)).toEqual(["completed", "completed", "completed"]);
    const ticks = await h.sql`select status, reached from workflow_ticks where workflow_id = ${workflow}`;
    expect(ticks.map((tick) => ({ ...tick }))).toEqual([{ status: "done", reached: 3 }]);
    await h.pass("1 day");
    await sweep();
    expect(await entered(workflow)).toBe(6);
  });

  test("makes up for missed times as its settings say: not at all, once, or each", async () => {
    await h.addContact({ source: "late" });
    const conditions = { field: "contact.source", op: "is", value: "late" };
    const time = (await minute(-60)).slice(11, 16);
    const publish = (catchUp: string) => h.publish(schedule({ time, conditions, catchUp }));
    const [leave, once, each] = [await publish("leave"), await publish("once"), await publish("each")];
    await h.pass("3 days");
    await sweep();
    expect([await entered(leave), await entered(once)]).toEqual([0, 1]);
    await h.drain();
    await sweep();
    const ticks = async (id: string) =>
      (await h.sql`select status from workflow_ticks where workflow_id = ${id} order by tick_at`).map(
        (tick) => tick.status,
      );
    expect(await ticks(leave)).toEqual(["skipped", "skipped", "skipped"]);
    expect(await ticks(once)).toEqual(["skipped", "skipped", "done"]);
    expect(await ticks(each)).toEqual(["done", "done", "done"]);
  });

  test("rests while its workflow is paused, and keeps its place when it is published again unchanged", async () => {
    const { commitAsMember } = await import("@/lib/services/commit");
    const { pauseWorkflow } = await import("@/lib/services/workflows/pause-workflow");
    const { publishWorkflow } = await import("@/lib/services/workflows/publish-workflow");
    await h.addContact({ source: "paused" });
    const conditions = { field: "contact.source", op: "is", value: "paused" };
    const workflow = await h.publish(schedule({ time: (await minute(5)).slice(11, 16), conditions }));
    const row = async () =>
      (await h.sql`select id, next_at from workflow_schedules where workflow_id = ${workflow}`)[0];
    const before = await row();
    await commitAsMember({
      actor: h.workspace.actor,
      fn: (ctx) => publishWorkflow({ ctx, input: { id: workflow, note: "", force: false } as never }),
    });
    expect(await row()).toEqual(before);
    await commitAsMember({ actor: h.workspace.actor, fn: (ctx) => pauseWorkflow({ ctx, input: { id: workflow } }) });
    await h.pass("6 minutes");
    await sweep();
    expect(await entered(workflow)).toBe(0);
  });
});

describe("the date of a contact", () => {
  const dated = (config: object) => ({
    nodes: [
      { id: "t", type: "contact_date", config: { field: "custom.birthday", time: "09:00", ...config } },
      { id: "n", type: "add_note", config: { body: "Happy birthday" } },
    ],
    edges: ["t -> n"],
  });
  const inDays = async (days: number, year = 1990) =>
    `${year}${new Date((await h.now()) + days * 86_400_000).toISOString().slice(4, 10)}`;

  test("starts on the day by the contact's clock, every year, each contact and date once", async () => {
    const ada = await h.addContact({ custom: { birthday: await inDays(2) }, time_zone: "UTC" });
    await h.addContact({ custom: { birthday: await inDays(20) }, time_zone: "UTC" });
    await h.addContact({ custom: { birthday: "soon" } });
    const workflow = await h.publish(dated({}));
    await sweep();
    expect(await entered(workflow)).toBe(0);
    await h.pass("3 days");
    await Promise.all([sweep(), sweep()]);
    await h.pass("1 hour");
    await sweep();
    expect((await h.decisions(workflow)).map((one) => [one.contact_id, one.entered])).toEqual([[ada, true]]);
    await h.drain();
    await h.pass("365 days");
    await sweep();
    // Ada again, and the other one whose day has come meanwhile.
    expect(await entered(workflow)).toBe(3);
  });

  test("a date written down on its own day still counts, one long past does not", async () => {
    const workflow = await h.publish(dated({ field: "custom.renewal", repeat: "once", time: "00:00" }));
    await h.pass("2 days");
    await sweep();
    const today = new Date(await h.now()).toISOString().slice(0, 10);
    const late = await h.addContact({ custom: { renewal: today }, time_zone: "UTC" });
    await h.addContact({ custom: { renewal: "2020-01-01" }, time_zone: "UTC" });
    await h.pass("20 minutes");
    await sweep();
    expect((await h.decisions(workflow)).map((one) => one.contact_id)).toEqual([late]);
  });
});
