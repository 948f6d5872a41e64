import { z } from "zod";
import { addDays, changeBetween, instantOf, instantsOf, minutesOf, wallTime, weekdayOf } from "@/lib/time/wall-clock";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** A holiday list may close a long stretch, yet somebody who waits for an opening waits for one within about two years. */
const HORIZON_DAYS = 750;

export const timeOfDaySchema = z
  .string("Give a time such as 09:00.")
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time such as 09:00.");
const endSchema = z
  .string("Give a time such as 17:00.")
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "Give a time such as 17:00, or 24:00 for the end of the day.");
const openSchema = z
  .tuple([timeOfDaySchema, endSchema], "Give a start and an end such as 09:00 and 17:00.")
  .refine(([from, to]) => from !== to, "Start and end must differ. A whole day is 00:00 to 24:00.");
const daySchema = z.array(openSchema).max(6, "At most 6 periods in a day.").default([]);

/**
 * When a business is open, by the wall clock of a zone: for each weekday periods `[start, end)`, and dates that are closed. An end
 * at or before its start lies on the next day. A period belongs to the day it starts on: a holiday closes the periods that
 * start on it, not the end of the night before.
 */
export const businessHoursSchema = z.strictObject({
  days: z
    .strictObject(Object.fromEntries(weekdays.map((day) => [day, daySchema])) as Record<Weekday, typeof daySchema>)
    .refine((days) => weekdays.some((day) => days[day].length > 0), "Open on at least one day."),
  holidays: z.array(z.iso.date("Give a date such as 2026-12-25.")).max(400, "At most 400 holidays.").default([]),
});
export type BusinessHours = z.infer<typeof businessHoursSchema>;

interface When {
  hours: BusinessHours;
  /** ISO 8601. */
  at: string;
  /** An IANA zone, such as "Europe/Berlin". */
  zone: string;
}

/** Whether the wall clock of `zone` shows a time at which the business is open. */
export function isOpen({ hours, at, zone }: When): boolean {
  return openAt({ hours, at: Date.parse(at), zone });
}

/**
 * The first instant from `at` on at which the business is open, ISO 8601 in UTC: `at` itself when it is open then. Null when it
 * does not open within about two years. Opening times that clocks jump over become the first instant after the jump.
 */
export function nextOpening({ hours, at, zone }: When): string | null {
  const from = Date.parse(at);
  if (openAt({ hours, at: from, zone })) return new Date(from).toISOString();
  return firstChange({ hours, from, zone, open: true, days: HORIZON_DAYS });
}

/** When the business closes next, ISO 8601 in UTC; null when it is closed at `at`, or never closes within two weeks. */
export function closing({ hours, at, zone }: When): string | null {
  const from = Date.parse(at);
  if (!openAt({ hours, at: from, zone })) return null;
  return firstChange({ hours, from, zone, open: false, days: 15 });
}

function openAt({ hours, at, zone }: { hours: BusinessHours; at: number; zone: string }): boolean {
  const { date, minutes } = wallTime({ at, zone });
  const today = periodsOf({ hours, date });
  if (today.some(({ start, end }) => minutes >= start && minutes < end)) return true;
  return periodsOf({ hours, date: addDays({ date, days: -1 }) }).some(({ end }) => minutes < end - 1440);
}

/** The first instant after `from` that is open (or closed): only where a period starts or ends, or the clocks change. */
function firstChange(args: { hours: BusinessHours; from: number; zone: string; open: boolean; days: number }) {
  const { hours, from, zone, open, days } = args;
  const today = wallTime({ at: from, zone }).date;
  let first: number | null = null;
  let last = days;
  // One day more on both sides: where clocks go back over midnight, the end of a day comes a second time.
  for (let n = -1; n <= last; n++) {
    const date = addDays({ date: today, days: n });
    const edges = periodsOf({ hours, date: addDays({ date, days: -1 }) }).map(({ end }) => end - 1440);
    const here = periodsOf({ hours, date });
    const minutes = [...edges, ...here.flatMap(({ start, end }) => [start, end])].filter((m) => m >= 0 && m <= 1440);
    const midnight = instantOf({ date, minutes: 0, zone });
    const change = changeBetween({ from: midnight - 3_600_000, to: midnight + 26 * 3_600_000, zone });
    for (const at of [...minutes.flatMap((m) => instantsOf({ date, minutes: m, zone })), ...(change ? [change] : [])]) {
      if (at <= from || (first !== null && at >= first) || openAt({ hours, at, zone }) !== open) continue;
      first = at;
      last = Math.min(last, n + 1);
    }
  }
  return first === null ? null : new Date(first).toISOString();
}

/** Periods that start on a date, in minutes since its midnight; over 1440 they end on the next day. */
function periodsOf({ hours, date }: { hours: BusinessHours; date: string }): { start: number; end: number }[] {
  if (hours.holidays.includes(date)) return [];
  return hours.days[weekdays[weekdayOf(date)]!].map(([from, to]) => {
    const start = minutesOf(from);
    const end = minutesOf(to);
    return { start, end: end <= start ? end + 1440 : end };
  });
}
