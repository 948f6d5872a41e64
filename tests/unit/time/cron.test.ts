import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextCron } from "@/lib/time/cron";
import { timeCases } from "../../support/cases";
import { changesOf, clock, zones } from "./zones";

const MINUTE = 60_000;
const ticks = ({ cron, from, n, zone = "Europe/Berlin" }: { cron: string; from: string; n: number; zone?: string }) => {
  const found: string[] = [];
  let after = Date.parse(from);
  for (let i = 0; i < n; i++) {
    after = nextCron({ cron, after, zone });
    found.push(new Date(after).toISOString().slice(5, 16));
  }
  return found;
};

describe("cron by the clock of a zone", () => {
  test("a time of day that is jumped over comes after the jump, one that comes twice comes once", () => {
    expect(ticks({ cron: "30 2 * * *", from: "2030-03-30T12:00:00Z", n: 2 })).toEqual(["03-31T01:00", "04-01T00:30"]);
    expect(ticks({ cron: "30 2 * * *", from: "2030-10-26T12:00:00Z", n: 2 })).toEqual(["10-27T00:30", "10-28T01:30"]);
    expect(ticks({ cron: "*/30 2 * * *", from: "2030-03-30T12:00:00Z", n: 2 })).toEqual(["03-31T01:00", "04-01T00:00"]);
  });
  test("every hour follows the clock as it runs", () => {
    expect(ticks({ cron: "0 * * * *", from: "2030-10-26T23:10:00Z", n: 3 })).toEqual([
      "10-27T00:00",
      "10-27T01:00",
      "10-27T02:00",
    ]);
    expect(ticks({ cron: "15 * * * *", from: "2030-03-31T00:20:00Z", n: 2 })).toEqual(["03-31T01:15", "03-31T02:15"]);
  });
  test("half an hour is no obstacle", () => {
    const zone = "Australia/Lord_Howe";
    expect(ticks({ cron: "15 2 * * *", from: "2030-10-05T10:00:00Z", n: 2, zone })).toEqual([
      "10-05T15:30",
      "10-06T15:15",
    ]);
    expect(ticks({ cron: "45 1 * * *", from: "2030-04-06T10:00:00Z", n: 2, zone })).toEqual([
      "04-06T14:45",
      "04-07T15:15",
    ]);
  });
  test("a rare day is found, and one that never comes is refused", () => {
    expect(ticks({ cron: "0 9 29 2 *", from: "2029-01-01T00:00:00Z", n: 1, zone: "UTC" })).toEqual(["02-29T09:00"]);
    expect(() => nextCron({ cron: "0 9 30 2 *", after: 0, zone: "UTC" })).toThrow();
  });

  const changes = new Map(zones.map((zone) => [zone, changesOf(zone)]));
  const moment = fc.constantFrom(...zones).chain((zone) => {
    const near = changes.get(zone)!;
    const anywhere = fc.integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2032, 0, 1) / MINUTE });
    const close = fc
      .tuple(fc.constantFrom(...(near.length ? near : [0])), fc.integer({ min: -1440, max: 2880 }))
      .map(([at, minutes]) => at / MINUTE + minutes);
    return fc.record({ zone: fc.constant(zone), minute: near.length ? fc.oneof(anywhere, close) : anywhere });
  });

  test("every hour at a minute: no minute between shows it, read off the clock", () => {
    const property = fc.property(moment, fc.nat(59), ({ zone, minute }, at) => {
      const after = minute * MINUTE;
      const next = nextCron({ cron: `${at} * * * *`, after, zone });
      const shows = (t: number) => Number(clock({ at: t, zone }).time.slice(3)) === at;
      let t = after + MINUTE;
      while (!shows(t)) t += MINUTE;
      expect(next).toBe(t);
    });
    fc.assert(property, { numRuns: timeCases / 5 });
  }, 300_000);
  test("a time of day comes on each day once: when it is shown first, or just after the jump over it", () => {
    const property = fc.property(moment, fc.nat(23), fc.nat(59), ({ zone, minute }, hour, at) => {
      const after = minute * MINUTE;
      const wanted = `${String(hour).padStart(2, "0")}:${String(at).padStart(2, "0")}`;
      const next = nextCron({ cron: `${at} ${hour} * * *`, after, zone });
      // On the first minute of each date from the day before on, the clock has shown the time or something later.
      const seen = new Set<string>();
      let t = after - 1560 * MINUTE;
      let last = clock({ at: t, zone });
      let found = Number.NaN;
      for (; Number.isNaN(found); t += MINUTE) {
        const now = clock({ at: t, zone });
        const passed = now.date > last.date && last.time < wanted ? last.date : now.time >= wanted ? now.date : null;
        if (passed && !seen.has(passed)) {
          seen.add(passed);
          // What was shown before the scan began is unknown; so is what comes on a date skipped altogether.
          if (t > after) found = t;
        }
        last = now;
      }
      expect(next).toBe(found);
    });
    fc.assert(property, { numRuns: timeCases / 20 });
  }, 300_000);
});
