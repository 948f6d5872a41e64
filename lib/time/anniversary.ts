import { addDays, instantOf, minutesOf } from "@/lib/time/wall-clock";

/** How a contact's date becomes moments: so many days before (below zero) or after it, at a time of day, every year or once. */
export interface DateRule {
  offsetDays: number;
  time: string;
  yearly: boolean;
}

/** One answer to a contact's date: the day it falls on this year (`YYYY-MM-DD`), and the instant it counts, in milliseconds. */
export interface Occurrence {
  on: string;
  at: number;
}

/**
 * The occurrences of a date (`YYYY-MM-DD`) whose moment lies in (`from`, `to`], both in milliseconds. Yearly, 29 February is
 * kept on 28 February of common years, and no year before the date itself counts.
 */
export function occurrencesOf(args: {
  date: string;
  rule: DateRule;
  from: number;
  to: number;
  zone: string;
}): Occurrence[] {
  const { date, rule, from, to, zone } = args;
  const own = Number(date.slice(0, 4));
  const first = new Date(from).getUTCFullYear() - 1 - Math.ceil(Math.abs(rule.offsetDays) / 365);
  const last = new Date(to).getUTCFullYear() + 1 + Math.ceil(Math.abs(rule.offsetDays) / 365);
  const found: Occurrence[] = [];
  for (let year = rule.yearly ? Math.max(own, first) : own; year <= (rule.yearly ? last : own); year++) {
    const on = inYear({ date, year });
    const day = addDays({ date: on, days: rule.offsetDays });
    const at = instantOf({ date: day, minutes: minutesOf(rule.time), zone });
    if (at > from && at <= to) found.push({ on, at });
  }
  return found;
}

/** The month and day (`MM-DD`) that a contact's date must have to matter between two days, both counted; 29 February goes with the 28th. */
export function monthDaysBetween({ first, last }: { first: string; last: string }): string[] {
  const days = new Set<string>();
  for (let date = first, n = 0; date <= last && n < 370; date = addDays({ date, days: 1 }), n++) {
    days.add(date.slice(5));
    if (date.endsWith("-02-28")) days.add("02-29");
  }
  return [...days];
}

/** The same day of another year; 29 February is the 28th of a common year. */
export function inYear({ date, year }: { date: string; year: number }): string {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const monthDay = date.slice(5) === "02-29" && !leap ? "02-28" : date.slice(5);
  return `${String(year).padStart(4, "0")}-${monthDay}`;
}
