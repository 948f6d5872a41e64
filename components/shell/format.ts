type Where = { locale?: string; zone?: string };
type At = Where & { at: string | number | Date };

const cache = new Map<string, unknown>();
/** Intl objects are slow to make and the same ones are asked for on every row. */
function kept<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** A whole or broken number in the reader's way of writing it: 12,345. */
export function formatNumber({ value, locale = "en", digits }: Where & { value: number; digits?: number }): string {
  return kept(`n:${locale}:${digits}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })).format(
    value,
  );
}

/** A number shortened for tight places: 12K. */
export function formatCompact({ value, locale = "en" }: Where & { value: number }): string {
  return kept(`c:${locale}`, () => new Intl.NumberFormat(locale, { notation: "compact" })).format(value);
}

/** A share between 0 and 1 as a percentage with at most one decimal. */
export function formatPercent({ value, locale = "en" }: Where & { value: number }): string {
  return kept(
    `p:${locale}`,
    () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }),
  ).format(value);
}

/** The day of an instant in the zone: 21 Nov 2025. */
export function formatDate({ at, locale = "en", zone }: At): string {
  return kept(
    `d:${locale}:${zone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: zone }),
  ).format(new Date(at));
}

/** Day and time to the minute in the zone: 21 Nov 2025, 14:05. */
export function formatDateTime({ at, locale = "en", zone }: At): string {
  return kept(
    `dt:${locale}:${zone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }),
  ).format(new Date(at));
}

/** The exact instant with seconds and the zone's short name, for hovering over a relative time. */
export function formatExact({ at, locale = "en", zone }: At): string {
  return kept(
    `x:${locale}:${zone}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZone: zone,
        timeZoneName: "short",
      }),
  ).format(new Date(at));
}

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How far an instant is from `now`, in its largest whole unit: "3 minutes ago", "in 2 days"; under 45 s "now". */
export function formatRelative({ at, now, locale = "en" }: At & { now: string | number | Date }): string {
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
  const format = kept(`r:${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  if (Math.abs(seconds) < 45) return format.format(0, "second");
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  const whole = Math.trunc(seconds / size) || Math.sign(seconds);
  return format.format(whole, unit);
}

/** A length of time in at most two units: "1 min 5 s", "340 ms". `ms` is milliseconds, never below 0. */
export function formatDuration({ ms, locale = "en" }: Where & { ms: number }): string {
  const unit = (value: number, name: string) =>
    kept(
      `u:${locale}:${name}`,
      () => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }),
    ).format(value);
  if (ms < 1000) return unit(Math.round(ms), "millisecond");
  const total = Math.round(ms / 1000);
  const steps: [string, number][] = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const first = steps.findIndex(([, size]) => total >= size);
  const parts: string[] = [];
  let rest = total;
  for (const [name, size] of steps.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(unit(count, name));
  }
  return parts.join(" ");
}

type Plural = { count: number; one: string; other: string; locale?: string; zero?: string };

/**
 * A whole sentence chosen by a count; "{n}" in it becomes the formatted count.
 * plural({ count: 2, one: "Delete {n} contact", other: "Delete {n} contacts" })
 */
export function plural({ count, one, other, zero, locale = "en" }: Plural): string {
  const rule = kept(`pl:${locale}`, () => new Intl.PluralRules(locale)).select(count);
  const text = count === 0 && zero !== undefined ? zero : rule === "one" ? one : other;
  return text.replaceAll("{n}", formatNumber({ value: count, locale }));
}

/** Words as a list: "a, b and c". */
export function formatList({ items, locale = "en" }: Where & { items: string[] }): string {
  return kept(`l:${locale}`, () => new Intl.ListFormat(locale)).format(items);
}
