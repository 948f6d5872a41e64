import { isEmpty, toBoolean, toList, toNumber, toText } from "@/lib/conditions/coerce";
import { dateOperators } from "@/lib/conditions/date-operators";
import type { FieldType } from "@/lib/conditions/fields";
import { matchesPattern } from "@/lib/conditions/matches-pattern";
import type { Operator } from "@/lib/conditions/operator";
import type { SqlBuilder } from "@/lib/conditions/sql-builder";

const every: FieldType[] = ["text", "number", "boolean", "date", "tags", "any"];
const textual: FieldType[] = ["text", "any"];
const numeric: FieldType[] = ["number", "any"];

const same = (left: unknown, value: unknown): boolean => {
  if (Array.isArray(left)) return left.some((item) => !Array.isArray(item) && same(item, value));
  if (typeof value === "number") return toNumber(left) === value;
  if (typeof value === "boolean") return toBoolean(left) === value;
  return toText(left) === toText(value);
};
const sameSql = <E>(left: E, value: unknown, b: SqlBuilder<E>): E => {
  if (typeof value === "number") return b.compare(b.asNumber(left), "=", b.number(value));
  if (typeof value === "boolean")
    return value ? b.isTrue(left) : b.and([b.not(b.isTrue(left)), b.not(b.isEmpty(left))]);
  return b.or([b.compare(b.asText(left), "=", b.text(toText(value))), b.hasItem(left, toText(value))]);
};
const likePattern = (pattern: string): string => pattern.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
const texts = (left: unknown, check: (text: string) => boolean): boolean =>
  Array.isArray(left) ? left.some((item) => check(toText(item))) : check(toText(left));
const order = (check: (left: number, right: number) => boolean) => (left: unknown, value: unknown) => {
  const [a, b] = [toNumber(left), toNumber(value)];
  return a !== null && b !== null && check(a, b);
};
const orderSql =
  (operator: "<" | "<=" | ">" | ">=") =>
  <E>(left: E, value: unknown, b: SqlBuilder<E>): E =>
    b.compare(b.asNumber(left), operator, b.number(toNumber(value) ?? Number.NaN));
const is: Omit<Operator, "id"> = {
  label: "is",
  wanted: (value) => value,
  value: "one",
  fields: every,
  test: (left, value) => same(left, value),
  sql: (left, value, b) => sameSql(left, value, b),
};
const isAnyOf: Omit<Operator, "id"> = {
  label: "is one of",
  wanted: (value) => `one of ${value}`,
  value: "many",
  fields: every,
  test: (left, value) => toList(value).some((one) => same(left, one)),
  sql: (left, value, b) => b.or(toList(value).map((one) => sameSql(left, one, b))),
};
const contains: Omit<Operator, "id"> = {
  label: "contains",
  wanted: (value) => `text with ${value} in it`,
  value: "one",
  fields: [...textual, "tags"],
  test: (left, value) => !isEmpty(value) && texts(left, (text) => text.includes(toText(value))),
  sql: (left, value, b) => b.contains(b.asText(left), b.text(toText(value))),
};
const hasTag: Omit<Operator, "id"> = {
  label: "has the tag",
  wanted: (value) => `the tag ${value}`,
  value: "one",
  fields: ["tags", "any"],
  test: (left, value) => toList(left).some((tag) => toText(tag) === toText(value)),
  sql: (left, value, b) => b.hasItem(left, toText(value)),
};
const empty: Omit<Operator, "id"> = {
  label: "is empty",
  wanted: () => "it to be empty",
  value: "none",
  fields: every,
  test: (left) => isEmpty(left),
  sql: (left, _value, b) => b.isEmpty(left),
};
const isTrue: Omit<Operator, "id"> = {
  label: "is yes",
  wanted: () => "yes",
  value: "none",
  fields: ["boolean", "any"],
  test: (left) => toBoolean(left) === true,
  sql: (left, _value, b) => b.isTrue(left),
};

function negate(
  operator: Omit<Operator, "id">,
  label: string,
  wanted: (value: string) => string,
): Omit<Operator, "id"> {
  return {
    ...operator,
    label,
    wanted,
    test: (left, value, moment) => !operator.test(left, value, moment),
    sql: (left, value, b, moment) => b.not(operator.sql(left, value, b, moment)),
  };
}
function ordered(
  label: string,
  check: (a: number, b: number) => boolean,
  sign: "<" | "<=" | ">" | ">=",
): Omit<Operator, "id"> {
  const sql = orderSql(sign);
  return {
    label,
    wanted: (value) => `${label.replace(/^is /, "")} ${value}`,
    value: "one",
    valueType: "number",
    fields: numeric,
    test: order(check),
    sql: (left, value, b) => sql(left, value, b),
  };
}

const table = {
  is,
  is_not: negate(is, "is not", (value) => `anything but ${value}`),
  contains,
  not_contains: negate(contains, "does not contain", (value) => `text without ${value}`),
  starts_with: {
    label: "starts with",
    wanted: (value) => `text that starts with ${value}`,
    value: "one",
    fields: textual,
    test: (left, value) => !isEmpty(value) && texts(left, (text) => text.startsWith(toText(value))),
    sql: (left, value, b) => b.startsWith(b.asText(left), b.text(toText(value))),
  },
  ends_with: {
    label: "ends with",
    wanted: (value) => `text that ends with ${value}`,
    value: "one",
    fields: textual,
    test: (left, value) => !isEmpty(value) && texts(left, (text) => text.endsWith(toText(value))),
    sql: (left, value, b) => b.endsWith(b.asText(left), b.text(toText(value))),
  },
  matches: {
    label: "is like",
    wanted: (value) => `text like ${value}, where * stands for anything`,
    value: "one",
    fields: textual,
    test: (left, value) => !isEmpty(value) && texts(left, (text) => matchesPattern({ text, pattern: toText(value) })),
    sql: (left, value, b) => b.like(b.asText(left), b.text(likePattern(toText(value)))),
  },
  is_any_of: isAnyOf,
  is_none_of: negate(isAnyOf, "is none of", (value) => `none of ${value}`),
  is_empty: empty,
  is_not_empty: negate(empty, "is filled in", () => "it to be filled in"),
  gt: ordered("is more than", (a, b) => a > b, ">"),
  gte: ordered("is at least", (a, b) => a >= b, ">="),
  lt: ordered("is less than", (a, b) => a < b, "<"),
  lte: ordered("is at most", (a, b) => a <= b, "<="),
  ...dateOperators,
  is_true: isTrue,
  is_false: negate(isTrue, "is not yes", () => "no"),
  has_tag: hasTag,
  has_not_tag: negate(hasTag, "does not have the tag", (value) => `no tag ${value}`),
} satisfies Record<string, Omit<Operator, "id">>;

export type OperatorId = keyof typeof table;
export const operatorIds = Object.keys(table) as [OperatorId, ...OperatorId[]];

/** Every operator once: label, values, field types, the test in memory and its SQL. */
export const operators = Object.fromEntries(
  Object.entries(table).map(([id, operator]) => [id, { id, ...operator }]),
) as Record<OperatorId, Operator>;

/** The operators that make sense for a type of field, in menu order. */
export function operatorsFor(type: FieldType): Operator[] {
  return operatorIds.map((id) => operators[id]).filter((operator) => operator.fields.includes(type));
}
