import { isDateOnly, toInstant } from "@/lib/conditions/coerce";
import { inYear } from "@/lib/time/anniversary";
import { instantOf, instantOfText, minutesOf, type WallTime, wallTime } from "@/lib/time/wall-clock";

/**
 * A date as forms, fields and steps hold it, by the clock of `zone`: with its own time, or with `time` ("09:00") when it is a
 * day alone. Null for anything else.
 */
export function writtenDate({ given, time, zone }: { given: unknown; time: string; zone: string }): WallTime | null {
  const text = typeof given === "string" ? given.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T") : given;
  const known = toInstant({ value: text, zone });
  if (known === null) return null;
  if (typeof text === "string" && isDateOnly(text)) return { date: text, minutes: minutesOf(time) };
  const exact = typeof text === "string" ? instantOfText({ text, zone }) : known;
  return wallTime({ at: Number.isNaN(exact) ? known : exact, zone });
}

/** The instant, ISO 8601, at which the clock shows that time so many years later; 29 February is the 28th of common years. */
export function inYears({ moment, years, zone }: { moment: WallTime; years: number; zone: string }): string {
  const year = Number(moment.date.slice(0, 4)) + years;
  const date = years === 0 ? moment.date : inYear({ date: moment.date, year });
  return new Date(instantOf({ date, minutes: moment.minutes, zone })).toISOString();
}
