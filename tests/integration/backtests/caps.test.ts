import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { hours, mail, tagged, trying } from "./trying.ts";

let h: RunsHarness;
let t: ReturnType<typeof trying>;
beforeAll(async () => {
  h = await runsHarness();
  t = trying(h);
});
beforeEach(() => t.workspace());
afterAll(() => h.end());

const week = (count: number) => ({ frequency_caps: [{ channel: "any", count, hours: 168 }] });
const always = { reentry: { mode: "always" } };

describe("Frequency caps in a backtest", () => {
  test("count what other workflows really sent and what the draft would send, not what the live version sent instead", async () => {
    await h.publish({ name: "Newsletter", nodes: [tagged("news"), mail()] });
    const id = await h.publish({ name: "Launch", nodes: [tagged("launch"), mail()] });
    const ana = await t.agreeing();
    await h.addTag(ana, "news");
    await h.drain();
    await h.pass("1 hour");
    await h.addTag(ana, "launch");
    await h.drain();
    await h.pass("1 hour");
    await t.workspace(week(2));
    await t.change({ id, nodes: [tagged("launch"), mail("m"), hours(1), mail("n")] });
    const result = await t.backtest(id);
    expect(result.live).toMatchObject({ sent: 1 });
    expect(result.sends).toMatchObject([
      { node_id: "m", sent: 1, skipped: [] },
      {
        node_id: "n",
        sent: 0,
        skipped: [
          {
            reason: "The contact got 2 marketing messages within 168 hours, and the workspace allows at most 2.",
            count: 1,
          },
        ],
      },
    ]);
    expect(result.assumptions.join(" ")).toContain("Frequency caps count what the draft would have sent");
    await t.workspace(week(3));
    expect((await t.backtest(id)).sends).toMatchObject([{ sent: 1 }, { sent: 1 }]);
  });

  test("count what the live version sent to people who had entered before", async () => {
    const id = await h.publish({ nodes: [tagged("early"), hours(20), mail()], entry: always });
    const ben = await t.agreeing();
    await h.addTag(ben, "early");
    await h.drain();
    await h.pass("21 hours");
    await h.drain();
    await h.pass("4 hours");
    await t.tagAgain(ben, "early");
    await t.workspace(week(1));
    await t.change({ id, nodes: [tagged("early"), mail()] });
    const skipped = await t.backtest(id, 1);
    expect(skipped.sends).toMatchObject([{ sent: 0, skipped: [{ count: 1 }] }]);
    // Over two days the draft stands in the place of that run too: its first mail passes, the second is one too many.
    expect((await t.backtest(id, 2)).sends).toMatchObject([{ sent: 1, skipped: [{ count: 1 }] }]);
  });

  test("are asked in the order of sending, not of entering", async () => {
    await t.workspace(week(1));
    const nodes = [tagged("slow", "t1"), hours(72), mail("late"), tagged("fast", "t2"), mail("soon")];
    const id = await h.publish({ nodes, edges: ["t1 -> w", "w -> late", "t2 -> soon"], entry: always });
    const cleo = await t.agreeing();
    await h.addTag(cleo, "slow");
    await h.pass("1 day");
    await h.addTag(cleo, "fast");
    const { sends, entered } = await t.backtest(id);
    expect(entered).toBe(2);
    expect(sends.find((one) => one.node_id === "soon")).toMatchObject({ sent: 1, skipped: [] });
    expect(sends.find((one) => one.node_id === "late")).toMatchObject({ sent: 0, skipped: [{ count: 1 }] });
  });

  test("leave transactional mail alone and tell channels apart", async () => {
    await t.workspace({
      frequency_caps: [
        { channel: "sms", count: 1, hours: 24 },
        { channel: "email", count: 1, hours: 24 },
      ],
    });
    const paper = { purpose: "transactional" };
    const id = await h.publish({ nodes: [tagged("order"), mail("a", paper), mail("b", paper), mail("c"), mail("d")] });
    await h.addTag(await t.agreeing(), "order");
    const { sends } = await t.backtest(id);
    expect(sends.map(({ node_id, sent }) => [node_id, sent])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 1],
      ["d", 0],
    ]);
    expect(sends[3]!.skipped[0]!.reason).toContain("1 marketing message by email within 24 hours");
  });
});

describe("Hours in a backtest", () => {
  test("delay a message, which then counts as sent, in the contact's own zone", async () => {
    const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
    const now = await h.now();
    await t.workspace({ quiet_hours: { from: clock(now - 3_600_000), to: clock(now + 3_600_000) } });
    const id = await h.publish({ nodes: [tagged("night"), mail()] });
    const [here, far] = [await t.agreeing({ time_zone: "UTC" }), await t.agreeing({ time_zone: "Etc/GMT-8" })];
    for (const contact of [here, far]) await h.addTag(contact, "night");
    const result = await t.backtest(id);
    expect(result).toMatchObject({ entered: 2, sends: [{ sent: 2, delayed: 1, skipped: [] }] });
    expect(result.assumptions).toContain("Quiet hours and business hours delay messages as they are set now.");
  });

  test("of the workflow decide who enters where it lets people in during business hours only", async () => {
    const day = new Date(await h.now()).getUTCDay();
    const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    const { weekdays: names } = await import("@/lib/time/business-hours");
    const open = (n: number) => names.find((name) => weekdays[(day + n) % 7]!.startsWith(name))!;
    const office = (name: string) => ({
      days: Object.fromEntries(names.map((one) => [one, one === name ? [["00:00", "24:00"]] : []])),
      holidays: [],
    });
    const id = await h.publish({ nodes: [tagged("office"), mail()], entry: { window: { hours: "business" } } });
    await h.addTag(await t.agreeing(), "office");
    await t.change({ id, settings: { business_hours: office(open(3)) } });
    expect(await t.backtest(id)).toMatchObject({ entered: 0, refused: [{ rule: "schedule", count: 1 }] });
    await t.change({ id, settings: { business_hours: office(open(0)) } });
    expect(await t.backtest(id)).toMatchObject({ entered: 1, refused: [] });
  });
});
