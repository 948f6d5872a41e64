import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BusinessHours,
  businessHoursSchema,
  closing,
  isOpen,
  nextOpening,
  weekdays,
} from "@/lib/time/business-hours";
import { quietHoursSchema, quietUntil } from "@/lib/time/quiet-hours";
import { timeCases } from "../../support/cases";
import { changesOf, clock, zones } from "./zones";

const MINUTE = 60_000;
const zone = "Europe/Berlin";
const office = businessHoursSchema.parse({
  days: Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]])),
  holidays: ["2026-12-25"],
});
const hoursOf = (day: string, ...periods: [string, string][]) =>
  businessHoursSchema.parse({ days: { [day]: periods } });

describe("business hours", () => {
  test("know the edges of a day: open from the first minute, closed at the last", () => {
    expect(isOpen({ hours: office, at: "2026-12-21T07:59:59.999Z", zone })).toBe(false);
    expect(isOpen({ hours: office, at: "2026-12-21T08:00:00Z", zone })).toBe(true);
    expect(isOpen({ hours: office, at: "2026-12-21T15:59:59.999Z", zone })).toBe(true);
    expect(isOpen({ hours: office, at: "2026-12-21T16:00:00Z", zone })).toBe(false);
  });
  test("pass over the weekend and a holiday", () => {
    expect(nextOpening({ hours: office, at: "2026-12-24T16:00:00Z", zone })).toBe("2026-12-28T08:00:00.000Z");
    expect(nextOpening({ hours: office, at: "2026-12-21T10:00:00Z", zone })).toBe("2026-12-21T10:00:00.000Z");
  });
  test("run over midnight, into a holiday too, while the holiday's own night stays closed", () => {
    const bar = { ...hoursOf("fri", ["20:00", "03:00"]), holidays: ["2026-12-26"] };
    expect(isOpen({ hours: bar, at: "2026-12-26T01:59:00Z", zone })).toBe(true);
    expect(closing({ hours: bar, at: "2026-12-25T20:00:00Z", zone })).toBe("2026-12-26T02:00:00.000Z");
    expect(isOpen({ hours: { ...bar, holidays: ["2026-12-25"] }, at: "2026-12-26T01:00:00Z", zone })).toBe(false);
  });
  test("merge periods that touch", () => {
    const hours = hoursOf("mon", ["09:00", "12:00"], ["12:00", "17:00"]);
    expect(closing({ hours, at: "2026-12-21T09:00:00Z", zone })).toBe("2026-12-21T16:00:00.000Z");
  });
  test("open after the jump when clocks jump over the opening", () => {
    const hours = hoursOf("sun", ["02:30", "05:00"]);
    expect(nextOpening({ hours, at: "2027-03-27T12:00:00Z", zone })).toBe("2027-03-28T01:00:00.000Z");
    expect(nextOpening({ hours: hoursOf("sun", ["02:10", "02:50"]), at: "2027-03-27T12:00:00Z", zone })).toBe(
      "2027-04-04T00:10:00.000Z",
    );
  });
  test("that never open again have no next opening", () => {
    const hours = { days: { ...office.days }, holidays: [] };
    for (const day of weekdays) hours.days[day] = [];
    expect(nextOpening({ hours, at: "2026-12-21T09:00:00Z", zone })).toBeNull();
    const always = Object.fromEntries(weekdays.map((day) => [day, [["00:00", "24:00"]]]));
    expect(
      closing({ hours: businessHoursSchema.parse({ days: always }), at: "2026-12-21T09:00:00Z", zone }),
    ).toBeNull();
  });
  test.each([
    [{ days: {} }, "Open on at least one day."],
    [{ days: { mon: [["09:00", "09:00"]] } }, "Start and end must differ"],
    [{ days: { mon: [["9:00", "17:00"]] } }, "Give a time such as 09:00."],
    [{ days: { mon: [["09:00", "25:00"]] } }, "24:00 for the end of the day"],
    [{ days: { mon: [["09:00", "17:00"]] }, holidays: ["2026-02-30"] }, "Give a date"],
    [{ days: { monday: [["09:00", "17:00"]] } }, "monday"],
  ])("refuse %j in words", (given, words) => {
    const parsed = businessHoursSchema.safeParse(given);
    expect(JSON.stringify(parsed.error?.issues)).toContain(words);
  });
});

describe("quiet hours", () => {
  const quiet = quietHoursSchema.parse({ from: "21:00", to: "08:00" });
  test("end in the morning of the contact's own zone", () => {
    expect(quietUntil({ quiet, at: "2026-12-21T20:00:00Z", zone })).toBe("2026-12-22T07:00:00.000Z");
    expect(quietUntil({ quiet, at: "2026-12-21T20:00:00Z", zone: "America/New_York" })).toBeNull();
    expect(quietUntil({ quiet, at: "2026-12-22T07:00:00Z", zone })).toBeNull();
  });
  test("refuse an empty time", () => {
    expect(quietHoursSchema.safeParse({ from: "21:00", to: "21:00" }).success).toBe(false);
  });
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 10, 15, 30, 45, 59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const period = fc.oneof(fc.tuple(time, time), fc.tuple(time, fc.constant("24:00"))).filter(([a, b]) => a !== b);
const days = fc.record(
  Object.fromEntries(weekdays.map((day) => [day, fc.array(period, { maxLength: 2 })])) as Record<
    (typeof weekdays)[number],
    fc.Arbitrary<[string, string][]>
  >,
);
const changes = new Map(zones.map((name) => [name, changesOf(name)]));
/** A zone and an instant in it: every other time within a day and a half of a change of clocks. */
const moment = fc.constantFrom(...zones).chain((name) => {
  const near = changes.get(name)!;
  const anywhere = fc.integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2032, 0, 1) / MINUTE });
  const close = fc
    .tuple(fc.constantFrom(...(near.length ? near : [0])), fc.integer({ min: -36 * 60, max: 36 * 60 }))
    .map(([at, minutes]) => at / MINUTE + minutes);
  return fc.record({ zone: fc.constant(name), minute: near.length ? fc.oneof(anywhere, close) : anywhere });
});
const situation = fc
  .record({ moment, days, closed: fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 3 }) })
  .map(({ moment: { zone: name, minute }, days: week, closed }) => {
    const at = minute * MINUTE;
    const holidays = closed.map((n) => clock({ at: at + n * 1440 * MINUTE, zone: name }).date);
    return { at, zone: name, hours: { days: week, holidays } as BusinessHours };
  });

/** Whether a business is open, read off the clock and the calendar alone. */
function looksOpen({ at, zone: name, hours }: { at: number; zone: string; hours: BusinessHours }): boolean {
  const { date, time: now } = clock({ at, zone: name });
  const noon = Date.parse(`${date}T12:00:00Z`);
  const on = (ms: number) => {
    const day = new Date(ms);
    if (hours.holidays.includes(day.toISOString().slice(0, 10))) return [];
    return hours.days[weekdays[(day.getUTCDay() + 6) % 7]!];
  };
  const today = on(noon).some(([from, to]) => from <= now && (to <= from || now < to));
  return today || on(noon - 1440 * MINUTE).some(([from, to]) => to <= from && now < to);
}

describe("over zones, changes of clocks, nights and holidays", () => {
  test("open means what the wall clock and the calendar say", () => {
    const property = fc.property(situation, ({ at, zone: name, hours }) => {
      expect(isOpen({ hours, at: new Date(at).toISOString(), zone: name })).toBe(looksOpen({ at, zone: name, hours }));
    });
    fc.assert(property, { numRuns: timeCases });
  }, 300_000);
  test("the next opening is open and never earlier than asked for; before a closing it stays open", () => {
    const property = fc.property(situation, ({ at, zone: name, hours }) => {
      const asked = new Date(at).toISOString();
      const opening = nextOpening({ hours, at: asked, zone: name });
      const end = closing({ hours, at: asked, zone: name });
      if (opening !== null) {
        const start = Date.parse(opening);
        expect(start >= at && looksOpen({ at: start, zone: name, hours })).toBe(true);
        if (start > at) expect(looksOpen({ at: start - MINUTE, zone: name, hours })).toBe(false);
      } else expect(weekdays.every((day) => hours.days[day].length === 0)).toBe(true);
      expect(end !== null || !looksOpen({ at, zone: name, hours }) || alwaysOpen({ at, zone: name, hours })).toBe(true);
      if (end !== null) expect(looksOpen({ at: Date.parse(end), zone: name, hours })).toBe(false);
    });
    fc.assert(property, { numRuns: timeCases });
  }, 300_000);
  test("no minute before it was open, scanned minute by minute", () => {
    const property = fc.property(situation, ({ at, zone: name, hours }) => {
      const asked = new Date(at).toISOString();
      const open = looksOpen({ at, zone: name, hours });
      const said = open ? closing({ hours, at: asked, zone: name }) : nextOpening({ hours, at: asked, zone: name });
      const limit = Math.min(said ? Date.parse(said) : Number.POSITIVE_INFINITY, at + 4 * 1440 * MINUTE);
      let t = at;
      while (t < limit && looksOpen({ at: t, zone: name, hours }) === open) t += MINUTE;
      expect(t).toBeGreaterThanOrEqual(limit);
    });
    fc.assert(property, { numRuns: Math.ceil(timeCases / 50) });
  }, 300_000);
});

function alwaysOpen(args: { at: number; zone: string; hours: BusinessHours }): boolean {
  for (let n = 0; n < 14 * 1440; n += 15) if (!looksOpen({ ...args, at: args.at + n * MINUTE })) return false;
  return true;
}
