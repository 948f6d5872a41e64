import { shiftDays, toInstant, toLastInstant, toList, toNumber } from "@/lib/conditions/coerce";
import type { FieldType } from "@/lib/conditions/fields";
import type { Moment, Operator } from "@/lib/conditions/operator";

const temporal: FieldType[] = ["date", "any"];
const date = (at: number | null) => new Date(at ?? Number.NaN);
const daysAgo = (value: unknown, { now, zone }: Moment) => shiftDays({ at: now, days: -(toNumber(value) ?? 0), zone });
const pair = (value: unknown): [unknown, unknown] => [toList(value)[0], toList(value)[1]];

const isBetween = (value: number | null, low: number, high: number) => value !== null && value >= low && value <= high;

/** The operators that know dates. A date without a time means the whole day in the moment's zone. */
export const dateOperators = {
  between: {
    label: "is between",
    wanted: (value) => `between ${value}`,
    value: "pair",
    valueType: "ordered",
    fields: ["number", "date", "any"],
    test: (left, value, { zone }) => {
      const [from, to] = pair(value);
      const [a, b] = [toNumber(from), toNumber(to)];
      if (a !== null && b !== null) return isBetween(toNumber(left), a, b);
      const [at, start, end] = [
        toInstant({ value: left, zone }),
        toInstant({ value: from, zone }),
        toLastInstant({ value: to, zone }),
      ];
      return at !== null && start !== null && end !== null && at >= start && at <= end;
    },
    sql: (left, value, b, { zone }) => {
      const [from, to] = pair(value);
      const [low, high] = [toNumber(from), toNumber(to)];
      if (low !== null && high !== null) {
        const number = b.asNumber(left);
        return b.and([b.compare(number, ">=", b.number(low)), b.compare(number, "<=", b.number(high))]);
      }
      const [start, end] = [toInstant({ value: from, zone }), toLastInstant({ value: to, zone })];
      const at = b.asInstant(left);
      return b.and([b.compare(at, ">=", b.instant(date(start))), b.compare(at, "<=", b.instant(date(end)))]);
    },
  },
  before: {
    label: "is before",
    wanted: (value) => `before ${value}`,
    value: "one",
    valueType: "date",
    fields: temporal,
    test: (left, value, { zone }) => {
      const [at, limit] = [toInstant({ value: left, zone }), toInstant({ value, zone })];
      return at !== null && limit !== null && at < limit;
    },
    sql: (left, value, b, { zone }) => b.compare(b.asInstant(left), "<", b.instant(date(toInstant({ value, zone })))),
  },
  after: {
    label: "is after",
    wanted: (value) => `after ${value}`,
    value: "one",
    valueType: "date",
    fields: temporal,
    test: (left, value, { zone }) => {
      const [at, limit] = [toInstant({ value: left, zone }), toLastInstant({ value, zone })];
      return at !== null && limit !== null && at > limit;
    },
    sql: (left, value, b, { zone }) =>
      b.compare(b.asInstant(left), ">", b.instant(date(toLastInstant({ value, zone })))),
  },
  within_last_days: {
    label: "is within the last days",
    wanted: (value) => `within the last ${value} days`,
    value: "days",
    valueType: "number",
    fields: temporal,
    test: (left, value, moment) => {
      const at = toInstant({ value: left, zone: moment.zone });
      return toNumber(value) !== null && at !== null && at <= moment.now && at > daysAgo(value, moment);
    },
    sql: (left, value, b, moment) => {
      const at = b.asInstant(left);
      const since = b.instant(date(daysAgo(value, moment)));
      return b.and([b.compare(at, "<=", b.instant(date(moment.now))), b.compare(at, ">", since)]);
    },
  },
  more_than_days_ago: {
    label: "is more days ago than",
    wanted: (value) => `more than ${value} days ago`,
    value: "days",
    valueType: "number",
    fields: temporal,
    test: (left, value, moment) => {
      const at = toInstant({ value: left, zone: moment.zone });
      return toNumber(value) !== null && at !== null && at < daysAgo(value, moment);
    },
    sql: (left, value, b, moment) => b.compare(b.asInstant(left), "<", b.instant(date(daysAgo(value, moment)))),
  },
} satisfies Record<string, Omit<Operator, "id">>;
