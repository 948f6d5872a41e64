import { IANAZone } from "luxon";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What clocks on the wall of a zone show: the date (`YYYY-MM-DD`) and the minutes since midnight, with their fraction. */
export interface WallTime {
  date: string;
  minutes: number;
}

/** What the wall clock of `zone` shows at an instant given in milliseconds. */
export function wallTime({ at, zone }: { at: number; zone: string }): WallTime {
  const local = at + offset({ at, zone });
  const day = Math.floor(local / DAY);
  return { date: isoDate(day * DAY), minutes: (local - day * DAY) / MINUTE };
}

/**
 * The instant, in milliseconds, at which the wall clock of `zone` shows a date and time (`YYYY-MM-DD`, minutes since
 * midnight; 1440 is the next midnight). A time that clocks jump over becomes the first instant after the jump; of a time
 * that comes twice it is the first.
 */
export function instantOf({ date, minutes, zone }: WallTime & { zone: string }): number {
  return instantsOf({ date, minutes, zone })[0]!;
}

/** Every instant at which the clock shows that time, earliest first: one, two, or the end of the jump over it. */
export function instantsOf({ date, minutes, zone }: WallTime & { zone: string }): [number, ...number[]] {
  const local = Date.parse(`${date}T00:00:00Z`) + Math.round(minutes * MINUTE);
  // Zones lie between -12 h and +14 h, so any change of clocks that matters here lies between these two probes.
  const before = offset({ at: local - 15 * HOUR, zone });
  const after = offset({ at: local + 13 * HOUR, zone });
  const found = [...new Set([local - before, local - after])]
    .filter((at) => at + offset({ at, zone }) === local)
    .sort((a, b) => a - b);
  const [first, ...others] = found;
  if (first !== undefined) return [first, ...others];
  return [changeBetween({ from: local - after, to: local - before, zone }) ?? local - before];
}

/** When the clocks of `zone` change between two instants, or null. The two must not be far enough apart to hold two changes. */
export function changeBetween({ from, to, zone }: { from: number; to: number; zone: string }): number | null {
  const start = offset({ at: from, zone });
  if (offset({ at: to, zone }) === start) return null;
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset({ at: middle, zone }) === start) low = middle;
    else high = middle;
  }
  return high;
}

/** The date `days` after another, by the calendar. */
export function addDays({ date, days }: { date: string; days: number }): string {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * DAY);
}

/** The day of the week of a date: 0 is Monday, 6 is Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/**
 * The instant, in milliseconds, that ISO 8601 text means where it names none itself: `2030-04-01T09:00` by the clock of `zone`,
 * by the rules of `instantOf`. Text with an offset is exact. NaN for text that is no such date and time.
 */
export function instantOfText({ text, zone }: { text: string; zone: string }): number {
  const local = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(text);
  if (!local) return Date.parse(text);
  const [, date = "", time = "", seconds = "0"] = local;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return Number.NaN;
  return instantOf({ date, minutes: minutesOf(time) + Number(seconds) / 60, zone });
}

/** "09:30" as minutes since midnight; "24:00" is 1440. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

function offset({ at, zone }: { at: number; zone: string }): number {
  return IANAZone.create(zone).offset(at) * MINUTE;
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
