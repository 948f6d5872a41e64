const MINUTE = 60_000;
const NAMES: Record<string, string[]> = {
  month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  weekday: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

export interface Cron {
  /** First slot after `after`, both in ms since 1970. */
  next: (after: number) => number;
}

/**
 * Reads a cron expression as Inngest takes it: five fields, optionally `TZ=Area/City ` in front (UTC without it).
 * @throws Error that quotes the expression when it cannot be read or never comes true.
 */
export function parseCron(expression: string): Cron {
  const refuse = (): never => {
    throw new Error(`The cron expression "${expression}" cannot be read.`);
  };
  const zoned = /^TZ=(\S+)\s+(.*)$/.exec(expression.trim());
  const fields = (zoned?.[2] ?? expression).trim().split(/\s+/);
  if (fields.length !== 5) refuse();
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  const wanted = {
    minute: values({ field: minute, from: 0, to: 59, refuse }),
    hour: values({ field: hour, from: 0, to: 23, refuse }),
    day: values({ field: day, from: 1, to: 31, refuse }),
    month: values({ field: month, from: 1, to: 12, names: "month", refuse }),
    weekday: new Set([...values({ field: weekday, from: 0, to: 7, names: "weekday", refuse })].map((n) => n % 7)),
  };
  // As in every cron: with both days restricted, either one is enough.
  const either = !day.startsWith("*") && !weekday.startsWith("*");
  const local = clock(zoned?.[1] ?? "UTC", refuse);

  function next(after: number): number {
    let time = Math.floor(after / MINUTE) * MINUTE + MINUTE;
    const end = after + 5 * 366 * 24 * 60 * MINUTE;
    while (time < end) {
      const at = local(time);
      const dayFits = wanted.day.has(at.day);
      const weekdayFits = wanted.weekday.has(at.weekday);
      const hourFits =
        wanted.month.has(at.month) &&
        (either ? dayFits || weekdayFits : dayFits && weekdayFits) &&
        wanted.hour.has(at.hour);
      if (hourFits && wanted.minute.has(at.minute)) return time;
      time += (hourFits ? 1 : 60 - at.minute) * MINUTE;
    }
    return refuse();
  }

  next(0);
  return { next };
}

function values(options: {
  field: string;
  from: number;
  to: number;
  names?: "month" | "weekday";
  refuse: () => never;
}): Set<number> {
  const { field, from, to, names, refuse } = options;
  const found = new Set<number>();
  const number = (text: string): number => {
    const named = names ? (NAMES[names] ?? []).indexOf(text.toLowerCase()) : -1;
    if (named >= 0) return named + (names === "month" ? 1 : 0);
    return /^\d+$/.test(text) ? Number(text) : refuse();
  };
  for (const part of field.split(",")) {
    const [range = "", step] = part.split("/");
    if (step !== undefined && !/^[1-9]\d*$/.test(step)) refuse();
    const [low, high] = range === "*" ? [from, to] : range.split("-").map(number);
    const last = high ?? (step === undefined ? low : to);
    if (low === undefined || last === undefined || low < from || last > to || low > last) return refuse();
    for (let value = low; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return found;
}

function clock(zone: string, refuse: () => never) {
  if (zone === "UTC") {
    return (time: number) => {
      const at = new Date(time);
      return {
        minute: at.getUTCMinutes(),
        hour: at.getUTCHours(),
        day: at.getUTCDate(),
        month: at.getUTCMonth() + 1,
        weekday: at.getUTCDay(),
      };
    };
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      minute: "numeric",
      hour: "numeric",
      day: "numeric",
      month: "numeric",
      weekday: "short",
    });
  } catch {
    return refuse();
  }
  return (time: number) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return {
      minute: Number(parts.minute),
      hour: Number(parts.hour),
      day: Number(parts.day),
      month: Number(parts.month),
      weekday: (NAMES.weekday ?? []).indexOf((parts.weekday ?? "").toLowerCase()),
    };
  };
}
