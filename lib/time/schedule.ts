import { CronExpressionParser } from "cron-parser";
import { nextCron } from "@/lib/time/cron";
import { addDays, instantOf, minutesOf, wallTime, weekdayOf } from "@/lib/time/wall-clock";

/** When something happens again and again, by the clock on the wall of a zone. `weekdays`: 0 is Monday. */
export type Schedule =
  | { mode: "daily" | "working_days"; time: string }
  | { mode: "weekly"; time: string; weekdays: number[] }
  | { mode: "monthly"; time: string; day: number }
  | { mode: "cron"; cron: string };

/** A month has at most 31 days, so the next matching day is never farther away. */
const MAX_DAYS = 62;

/**
 * The first moment of a schedule after an instant, ISO 8601. A time that clocks jump over comes at the first moment after the
 * jump, one that comes twice counts once, the first time; cron by the rules of `nextCron`. Day 29 to 31 of a shorter month is its last day.
 * @throws Error for a cron expression that cannot be read, or that never comes true
 */
export function nextTick({ schedule, after, zone }: { schedule: Schedule; after: string; zone: string }): string {
  const from = Date.parse(after);
  if (schedule.mode === "cron") return new Date(nextCron({ cron: schedule.cron, after: from, zone })).toISOString();
  const minutes = minutesOf(schedule.time);
  let { date } = wallTime({ at: from, zone });
  for (let day = 0; day <= MAX_DAYS; day++, date = addDays({ date, days: 1 })) {
    if (!isDay({ schedule, date })) continue;
    const at = instantOf({ date, minutes, zone });
    if (at > from) return new Date(at).toISOString();
  }
  throw new Error("This schedule never comes true.");
}

/** Whether cron can be read and comes true at all; the reason in words, or null. */
export function cronProblem(cron: string): string | null {
  if (cron.trim().split(/\s+/).length !== 5)
    return "Write five parts: minute, hour, day of the month, month, day of the week.";
  try {
    CronExpressionParser.parse(cron, { tz: "UTC" }).next();
    return null;
  } catch {
    return `"${cron}" is not a cron expression that ever comes true.`;
  }
}

function isDay({ schedule, date }: { schedule: Exclude<Schedule, { mode: "cron" }>; date: string }): boolean {
  if (schedule.mode === "daily") return true;
  if (schedule.mode === "working_days") return weekdayOf(date) < 5;
  if (schedule.mode === "weekly") return schedule.weekdays.includes(weekdayOf(date));
  return schedule.mode === "monthly" && Number(date.slice(8)) === Math.min(schedule.day, daysIn(date));
}

function daysIn(date: string): number {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
