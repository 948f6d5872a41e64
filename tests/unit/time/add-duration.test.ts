import fc from "fast-check";
import { expect, test } from "vitest";
import { addDuration } from "@/lib/nodes/duration";
import { instantOfText } from "@/lib/time/wall-clock";
import { timeCases } from "../../support/cases";
import { changesOf, clock, zones } from "./zones";

const MINUTE = 60_000;
const changes = new Map(zones.map((zone) => [zone, changesOf(zone)]));
const start = fc.constantFrom(...zones).chain((zone) => {
  const near = changes.get(zone)!;
  const anywhere = fc.integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2032, 0, 1) / MINUTE });
  const close = fc
    .tuple(fc.constantFrom(...(near.length ? near : [0])), fc.integer({ min: -2880, max: 2880 }))
    .map(([at, minutes]) => at / MINUTE + minutes);
  return fc.record({ zone: fc.constant(zone), minute: near.length ? fc.oneof(anywhere, close) : anywhere });
});

/** The first minute at which the clock shows a date and time, or, where it jumps over it, the first minute after the jump. */
function scan({ date, time, zone }: { date: string; time: string; zone: string }): number {
  const wanted = `${date} ${time}`;
  let t = Date.parse(`${date}T00:00:00Z`) - 15 * 60 * MINUTE;
  for (;;) {
    const now = clock({ at: t, zone });
    const shown = `${now.date} ${now.time}`;
    if (shown >= wanted) return t;
    t += MINUTE;
  }
}

test("days and weeks keep the time on the clock: shown first, or just after a jump over it", () => {
  const property = fc.property(start, fc.integer({ min: -40, max: 40 }), ({ zone, minute }, days) => {
    fc.pre(days !== 0);
    const { date, time } = clock({ at: minute * MINUTE, zone });
    const day = new Date(Date.parse(`${date}T00:00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10);
    const from = new Date(minute * MINUTE).toISOString();
    expect(Date.parse(addDuration({ from, amount: days, unit: "days", zone }))).toBe(scan({ date: day, time, zone }));
  });
  fc.assert(property, { numRuns: timeCases / 10 });
}, 300_000);

test("a written date and time is read the same way", () => {
  const property = fc.property(start, fc.integer({ min: -90, max: 90 }), ({ zone, minute }, more) => {
    const { date, time } = clock({ at: minute * MINUTE, zone });
    const [hour = 0, at = 0] = time.split(":").map(Number);
    // Also times that this day's clock does not show.
    const shifted = (hour * 60 + at + more + 1440) % 1440;
    const text = `${String(Math.floor(shifted / 60)).padStart(2, "0")}:${String(shifted % 60).padStart(2, "0")}`;
    expect(instantOfText({ text: `${date}T${text}`, zone })).toBe(scan({ date, time: text, zone }));
  });
  fc.assert(property, { numRuns: timeCases / 10 });
}, 300_000);

test("minutes and hours are exact time, whatever the clocks do", () => {
  const property = fc.property(start, fc.integer({ min: -5000, max: 5000 }), ({ zone, minute }, amount) => {
    const from = new Date(minute * MINUTE).toISOString();
    const apart = (unit: "minutes" | "hours") =>
      (Date.parse(addDuration({ from, amount, unit, zone })) - minute * MINUTE) / MINUTE;
    expect([apart("minutes"), apart("hours")]).toEqual([amount, amount * 60]);
  });
  fc.assert(property, { numRuns: timeCases });
});
