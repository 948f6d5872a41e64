import { CronExpressionParser } from "cron-parser";
import { changeBetween, instantOf, type WallTime, wallTime } from "@/lib/time/wall-clock";

const HOUR = 3_600_000;

/**
 * The first moment of a cron expression of five parts after an instant, both in milliseconds, by the wall clock of a zone. With
 * hours of its own it is a time of day: one that clocks jump over comes at the first moment after the jump, one that comes
 * twice counts once, the first time. With every hour (`0 * * * *`) it follows the clock as it runs: nothing in an hour that is
 * left out, twice in one that is repeated. The package reads the expression and the calendar only: its own handling of
 * changes of clocks fails for those of half an hour.
 * @throws Error for an expression that cannot be read, or that never comes true
 */
export function nextCron({ cron, after, zone }: { cron: string; after: number; zone: string }): number {
  const everyHour = new Set(CronExpressionParser.parse(cron, { tz: "UTC" }).fields.hour.values).size === 24;
  return everyHour ? runningClock({ cron, after, zone }) : timesOfDay({ cron, after, zone });
}

function timesOfDay({ cron, after, zone }: { cron: string; after: number; zone: string }): number {
  // Back over an hour that may come twice: its times have come already, but the clock shows them again.
  const walls = wallsAfter({ cron, local: localOf(wallTime({ at: after, zone })) - 3 * HOUR });
  for (;;) {
    const at = instantOf({ ...wallTime({ at: walls(), zone: "UTC" }), zone });
    if (at > after) return at;
  }
}

function runningClock({ cron, after, zone }: { cron: string; after: number; zone: string }): number {
  let from = after;
  for (;;) {
    // As long as the clock is not changed, what it shows is this far from the instant.
    const shift = localOf(wallTime({ at: from, zone })) - from;
    // A moment reached by a change of clocks counts itself; the one asked about does not.
    const at = wallsAfter({ cron, local: from + shift - (from === after ? 0 : 1) })() - shift;
    const change = changeBetween({ from, to: at, zone });
    if (change === null) return at;
    from = change;
  }
}

/** Gives the times a clock without changes shows one after the other, as if it stood in UTC. */
function wallsAfter({ cron, local }: { cron: string; local: number }): () => number {
  const times = CronExpressionParser.parse(cron, { currentDate: new Date(local), tz: "UTC" });
  return () => times.next().getTime();
}

const localOf = ({ date, minutes }: WallTime) => Date.parse(`${date}T00:00:00Z`) + Math.round(minutes * 60_000);
