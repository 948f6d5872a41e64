import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "wait_until";

test("happy path: until a date, in the workspace's zone", async () => {
  expect(await runNode({ type, config: { mode: "date", date: "2030-04-01T09:00" } })).toEqual({
    type: "wait",
    until: "2030-04-01T07:00:00.000Z",
  });
  expect(await runNode({ type, config: { mode: "date", date: "2030-03-01T09:00" } })).toMatchObject({
    type: "done",
    outlet: "out",
    note: "The date has passed.",
  });
  expect(await runNode({ type, config: { mode: "date", date: "2030-03-01T09:00", ifPast: "skip" } })).toMatchObject({
    outlet: "past",
  });
});
test("until a contact's date, before or after it", async () => {
  const config = { mode: "field", field: "custom.renewal", time: "10:30" };
  expect(await runNode({ type, config })).toEqual({ type: "wait", until: "2030-03-31T08:30:00.000Z" });
  expect(await runNode({ type, config: { ...config, offset: 1, unit: "weeks" } })).toEqual({
    type: "wait",
    until: "2030-04-07T08:30:00.000Z",
  });
  expect(await runNode({ type, config: { ...config, offset: -3 } })).toMatchObject({
    type: "done",
    output: { waited: false },
  });
  expect(await runNode({ type, config: { ...config, field: "custom.none", ifPast: "skip" } })).toMatchObject({
    outlet: "past",
    output: { until: null },
  });
});
test("until a date that a variable holds, with its own time or the one given", async () => {
  const { state } = await import("../engine/walk");
  const holding = (visit: unknown) => ({ state: { ...state, steps: { book_1: { visit } } } });
  const run = (visit: unknown, config: object = {}) =>
    runNode({
      type,
      config: { mode: "value", value: "{{ steps.book_1.visit }}", time: "10:30", ...config },
      more: holding(visit),
    });
  expect(await run("2030-04-02")).toEqual({ type: "wait", until: "2030-04-02T08:30:00.000Z" });
  expect(await run("2030-04-02T15:00:00Z")).toEqual({ type: "wait", until: "2030-04-02T15:00:00.000Z" });
  expect(await run("2030-04-02 15:00", { offset: -1 })).toEqual({ type: "wait", until: "2030-04-01T13:00:00.000Z" });
  // Berlin's clocks jump from 02:00 to 03:00 that night.
  expect(await run("2030-03-31", { time: "02:30" })).toEqual({ type: "wait", until: "2030-03-31T01:00:00.000Z" });
  expect(await run("soon", { ifPast: "skip" })).toMatchObject({ outlet: "past", note: "There is no date." });
});
test("a date that has passed can be waited for next year, 29 February on the 28th", async () => {
  const config = { mode: "field", field: "custom.since", ifPast: "next_year" };
  const run = (since: string, more: object = {}) =>
    runNode({ type, config: { ...config, ...more }, contact: { custom: { since } } });
  expect(await run("1990-03-29")).toEqual({ type: "wait", until: "2031-03-29T08:00:00.000Z" });
  expect(await run("1990-05-04")).toEqual({ type: "wait", until: "2030-05-04T07:00:00.000Z" });
  expect(await run("2032-05-04")).toEqual({ type: "wait", until: "2032-05-04T07:00:00.000Z" });
  expect(await run("1992-02-29")).toEqual({ type: "wait", until: "2031-02-28T08:00:00.000Z" });
  expect(await run("1990-04-02", { offset: -7 })).toEqual({ type: "wait", until: "2031-03-26T08:00:00.000Z" });
  const resumed = await runNode({
    type,
    config,
    contact: { custom: { since: "1990-03-30" } },
    more: { resumed: { by: "time" } },
  });
  expect(resumed).toMatchObject({ type: "done", output: { waited: true } });
});
test("until business hours: at once when open, else the next opening; or always the next", async () => {
  const open = [["09:00", "17:00"]];
  const hours = { days: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] } };
  const { state } = await import("../engine/walk");
  const at = (now: string) => ({
    now,
    state: {
      ...state,
      workspace: { ...state.workspace, timeZone: "UTC", businessHours: { ...hours, holidays: [] } as never },
    },
  });
  const run = (now: string, opening = "now_or_next") =>
    runNode({ type, config: { mode: "hours", opening }, more: at(now) });
  expect(await run("2030-04-02T10:00:00.000Z")).toMatchObject({ type: "done", output: { waited: false } });
  expect(await run("2030-04-02T10:00:00.000Z", "next")).toEqual({ type: "wait", until: "2030-04-03T09:00:00.000Z" });
  expect(await run("2030-04-05T18:00:00.000Z")).toEqual({ type: "wait", until: "2030-04-08T09:00:00.000Z" });
  await expect(runNode({ type, config: { mode: "hours" } })).rejects.toThrow("no business hours");
});
test("until a day and time by the contact's clock", async () => {
  const config = { mode: "day", weekdays: ["mon"], time: "08:30" };
  const contact = { time_zone: "America/New_York" };
  expect(await runNode({ type, config, contact })).toEqual({ type: "wait", until: "2030-04-01T12:30:00.000Z" });
  const resumed = await runNode({ type, config, contact, more: { resumed: { by: "time" } } });
  expect(resumed).toMatchObject({ type: "done", output: { waited: true } });
  expect(fits({ type, config, result: resumed })).toBe(true);
});
test("refused config: needs its date or its field", () => {
  const issues = (config: object) =>
    getNode(type)!
      .config.safeParse(config)
      .error?.issues.map((issue) => issue.path.join("."));
  expect(issues({})).toEqual(["date"]);
  expect(issues({ mode: "field" })).toEqual(["field"]);
  expect(issues({ mode: "value" })).toEqual(["value"]);
  expect(issues({ mode: "date", date: "tomorrow" })).toEqual(["date"]);
});
test("simulated: lets the time pass, or leaves at once, in the shapes of a real wait", async () => {
  const date = { mode: "date", date: "2030-04-01T09:00" };
  const waited = await simulateNode({ type, config: date });
  expect(waited).toMatchObject({ fits: true, step: { outlet: "out", endedAt: "2030-04-01T07:00:00.000Z" } });
  const past = { mode: "date", date: "2030-03-01T09:00", ifPast: "skip" };
  expect(await simulateNode({ type, config: past })).toMatchObject({ fits: true, step: { outlet: "past" } });
  expect(fits({ type, config: past, result: await runNode({ type, config: past }) })).toBe(true);
});
