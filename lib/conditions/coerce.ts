import { DateTime } from "luxon";

/**
 * How condition values are read: form answers are strings, custom fields may be anything, and nothing may throw.
 * Empty means: absent, null, "", only spaces, an empty list or an object without keys.
 */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isEmpty);
  if (value instanceof Date) return Number.isNaN(value.getTime());
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Text for comparing: trimmed, lower case; a date as ISO 8601. Lists and objects as JSON. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value.trim().toLowerCase();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().toLowerCase();
  if (typeof value === "object") return safeJson(value).toLowerCase();
  return String(value).toLowerCase();
}

/** A finite number, or null. Accepts "1,200", " 12 " and "12.50", not "" nor "12 apples". */
export function toNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string") return null;
  const text = value.trim();
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

export function toBoolean(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const text = toText(value);
  if (["true", "yes", "on", "1"].includes(text)) return true;
  if (["false", "no", "off", "0"].includes(text)) return false;
  return null;
}

/** An instant in milliseconds, or null. A date without a time is the start of that day in `zone`. */
export function toInstant({ value, zone }: { value: unknown; zone: string }): number | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(value.trim())) return null;
  const at = DateTime.fromISO(value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T"), { zone });
  return at.isValid ? at.toMillis() : null;
}

/** The last instant that counts as `value`: the end of the day for a date without a time. */
export function toLastInstant({ value, zone }: { value: unknown; zone: string }): number | null {
  const at = toInstant({ value, zone });
  if (at === null || typeof value !== "string" || !isDateOnly(value)) return at;
  return DateTime.fromMillis(at, { zone }).plus({ days: 1 }).toMillis() - 1;
}

/** `at` moved by whole calendar days in `zone`, so that a change of clocks does not shift the hour. */
export function shiftDays({ at, days, zone }: { at: number; days: number; zone: string }): number {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
}

export function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isEmpty(value) ? [] : [value];
}

export function isDateOnly(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value.trim());
}

function safeJson(value: object): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
