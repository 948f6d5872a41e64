import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { monthDaysBetween, occurrencesOf } from "@/lib/time/anniversary";
import { cronProblem, nextTick, type Schedule } from "@/lib/time/schedule";
import { timeCases } from "../../support/cases";
import { zones } from "./zones";

const next = (schedule: Schedule, after: string, zone = "Europe/Berlin") => nextTick({ schedule, after, zone });

describe("the next tick of a schedule", () => {
  test("is the next such time by the wall clock, whatever the clocks do that day", () => {
    expect(next({ mode: "daily", time: "09:00" }, "2030-01-10T08:00:00Z")).toBe("2030-01-11T08:00:00.000Z");
    expect(next({ mode: "daily", time: "09:00" }, "2030-03-30T09:00:00Z")).toBe("2030-03-31T07:00:00.000Z");
    // 02:30 does not exist on 31 March and comes twice on 27 October.
    expect(next({ mode: "daily", time: "02:30" }, "2030-03-30T12:00:00Z")).toBe("2030-03-31T01:00:00.000Z");
    expect(next({ mode: "daily", time: "02:30" }, "2030-10-26T12:00:00Z")).toBe("2030-10-27T00:30:00.000Z");
    expect(next({ mode: "daily", time: "02:30" }, "2030-10-27T00:30:00Z")).toBe("2030-10-28T01:30:00.000Z");
  });

  test("keeps to its days", () => {
    expect(next({ mode: "working_days", time: "09:00" }, "2030-01-11T09:00:00Z", "UTC")).toBe(
      "2030-01-14T09:00:00.000Z",
    );
    expect(next({ mode: "weekly", time: "09:00", weekdays: [1, 6] }, "2030-01-11T09:00:00Z", "UTC")).toBe(
      "2030-01-13T09:00:00.000Z",
    );
    expect(next({ mode: "monthly", time: "09:00", day: 31 }, "2030-01-31T09:00:00Z", "UTC")).toBe(
      "2030-02-28T09:00:00.000Z",
    );
    expect(next({ mode: "monthly", time: "09:00", day: 30 }, "2028-02-01T09:00:00Z", "UTC")).toBe(
      "2028-02-29T09:00:00.000Z",
    );
    expect(next({ mode: "cron", cron: "30 8 * * 1-5" }, "2030-01-11T09:00:00Z", "UTC")).toBe(
      "2030-01-14T08:30:00.000Z",
    );
  });

  test("comes strictly later each time, on every matching day once, in all zones", () => {
    const schedule = fc.oneof(
      fc.record({ mode: fc.constantFrom("daily" as const, "working_days" as const), time: time() }),
      fc.record({
        mode: fc.constant("weekly" as const),
        time: time(),
        weekdays: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
      }),
      fc.record({ mode: fc.constant("monthly" as const), time: time(), day: fc.integer({ min: 1, max: 31 }) }),
    );
    const start = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(schedule, start, fc.constantFrom(...zones), (given, after, zone) => {
        const from = after.toISOString();
        const at = next(given, from, zone);
        expect(at > from).toBe(true);
        const local = DateTime.fromISO(at, { zone });
        // The written time, or the end of the jump over it.
        const [hour = 0, minute = 0] = given.time.split(":").map(Number);
        const shown = local.hour * 60 + local.minute;
        if (shown !== hour * 60 + minute) {
          expect(local.minus({ milliseconds: 1 }).offset).not.toBe(local.offset);
          expect(shown).toBeGreaterThan(hour * 60 + minute);
        }
        if (given.mode === "working_days") expect(local.weekday).toBeLessThan(6);
        if (given.mode === "weekly") expect(given.weekdays).toContain(local.weekday - 1);
        if (given.mode === "monthly") expect(local.day).toBe(Math.min(given.day, local.daysInMonth ?? 0));
        // Nothing that matches lies between: the day before the tick, if it is after the start, is no day of the schedule.
        const gap = DateTime.fromISO(at).diff(DateTime.fromISO(from)).as("days");
        expect(gap).toBeLessThan({ daily: 1.2, working_days: 3.2, weekly: 7.2, monthly: 31.2 }[given.mode]);
      }),
      { numRuns: Math.ceil(timeCases / 4) },
    );
  }, 120_000);

  test("cron that says nothing is named", () => {
    expect(cronProblem("0 9 * * 1-5")).toBeNull();
    expect(cronProblem("0 9 * *")).toMatch(/five parts/);
    expect(cronProblem("0 25 * * *")).toMatch(/not a cron expression/);
    expect(cronProblem("* * * * * *")).toMatch(/five parts/);
  });
});

describe("a contact's date", () => {
  const of = (date: string, from: string, to: string, more: object = {}) =>
    occurrencesOf({
      date,
      from: Date.parse(from),
      to: Date.parse(to),
      zone: "UTC",
      rule: { offsetDays: 0, time: "09:00", yearly: true, ...more },
    }).map(({ on, at }) => [on, new Date(at).toISOString()]);

  test("comes every year on its day, 29 February on the 28th of common years", () => {
    expect(of("1990-05-04", "2030-05-01T00:00:00Z", "2031-06-01T00:00:00Z")).toEqual([
      ["2030-05-04", "2030-05-04T09:00:00.000Z"],
      ["2031-05-04", "2031-05-04T09:00:00.000Z"],
    ]);
    expect(of("1992-02-29", "2027-12-31T00:00:00Z", "2029-12-31T00:00:00Z")).toEqual([
      ["2028-02-29", "2028-02-29T09:00:00.000Z"],
      ["2029-02-28", "2029-02-28T09:00:00.000Z"],
    ]);
  });

  test("may lie days before or after it, also over the turn of the year", () => {
    expect(of("1990-01-02", "2029-12-01T00:00:00Z", "2030-01-31T00:00:00Z", { offsetDays: -7 })).toEqual([
      ["2030-01-02", "2029-12-26T09:00:00.000Z"],
    ]);
    expect(of("1990-12-30", "2030-01-01T00:00:00Z", "2030-01-31T00:00:00Z", { offsetDays: 10 })).toEqual([
      ["2029-12-30", "2030-01-09T09:00:00.000Z"],
    ]);
  });

  test("once means that year alone, and yearly never before it", () => {
    const once = { yearly: false };
    expect(of("2030-05-04", "2029-01-01T00:00:00Z", "2035-01-01T00:00:00Z", once)).toHaveLength(1);
    expect(of("2030-05-04", "2027-01-01T00:00:00Z", "2030-12-31T00:00:00Z")).toEqual([
      ["2030-05-04", "2030-05-04T09:00:00.000Z"],
    ]);
  });

  test("is among the days that are looked for", () => {
    expect(monthDaysBetween({ first: "2029-02-27", last: "2029-03-01" })).toEqual(["02-27", "02-28", "02-29", "03-01"]);
    expect(monthDaysBetween({ first: "2029-12-31", last: "2030-01-01" })).toEqual(["12-31", "01-01"]);
  });
});

function time(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
}
