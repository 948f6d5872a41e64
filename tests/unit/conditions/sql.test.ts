import fc from "fast-check";
import { expect, test } from "vitest";
import { isEmpty, toBoolean, toInstant, toList, toNumber, toText } from "@/lib/conditions/coerce";
import type { ConditionValue } from "@/lib/conditions/operator";
import { type OperatorId, operators } from "@/lib/conditions/operators";
import { problemsOf } from "@/lib/conditions/problems";
import type { SqlBuilder } from "@/lib/conditions/sql-builder";

type Expression = (row: unknown) => unknown;
const zone = "Europe/Berlin";

/** Interprets the operators' SQL over one value the way the contract of the builder says a database must. */
const builder: SqlBuilder<Expression> = {
  text: (value) => () => value,
  number: (value) => () => value,
  instant: (value) => () => value.getTime(),
  asText: (left) => (row) => toText(left(row)),
  asNumber: (left) => (row) => toNumber(left(row)),
  asInstant: (left) => (row) => toInstant({ value: left(row), zone }),
  isTrue: (left) => (row) => toBoolean(left(row)) === true,
  hasItem: (left, value) => (row) => toList(left(row)).some((item) => toText(item) === value),
  isEmpty: (left) => (row) => isEmpty(left(row)),
  compare: (left, operator, right) => (row) => {
    const [a, b] = [left(row) as number | null, right(row) as number | null];
    if (a === null || b === null || Number.isNaN(a) || Number.isNaN(b)) return false;
    return { "=": a === b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[operator];
  },
  contains: (text, part) => (row) => String(text(row)).includes(String(part(row))),
  startsWith: (text, part) => (row) => String(text(row)).startsWith(String(part(row))),
  endsWith: (text, part) => (row) => String(text(row)).endsWith(String(part(row))),
  like: (text, pattern) => {
    const regex = (row: unknown) =>
      String(pattern(row)).replace(/\\(.)|(%)|[.*+?^${}()|[\]\\]/g, (whole, escaped, any) =>
        (any ? "[^]*" : `\\${escaped ?? whole}`).replace(/^\\([%_\w])$/, "$1"),
      );
    return (row) => new RegExp(`^${regex(row)}$`).test(String(text(row)));
  },
  and: (parts) => (row) => parts.every((part) => part(row)),
  or: (parts) => (row) => parts.some((part) => part(row)),
  not: (part) => (row) => !part(row),
};

const scalar = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "Pro",
    "pro ",
    "12",
    "1,200",
    "12.0",
    "yes",
    "no",
    "2030-06-15",
    "2030-06-15T08:00:00Z",
    "x",
    "*",
    "p*",
    "*2*0*",
  ),
  fc.integer({ min: -20, max: 1300 }),
);
const left = fc.oneof(scalar, fc.boolean(), fc.constant(null), fc.constant(undefined));
const days = fc.nat(400);

test("in memory and as SQL every operator gives the same answer", () => {
  const moment = { now: Date.parse("2030-06-20T10:00:00Z"), zone };
  let compared = 0;
  for (const operator of Object.values(operators)) {
    const kinds = {
      none: fc.constant(undefined),
      one: scalar,
      days,
      many: fc.array(scalar, { minLength: 1, maxLength: 3 }),
      pair: fc.tuple(scalar, scalar),
    };
    fc.assert(
      fc.property(left, kinds[operator.value] as fc.Arbitrary<ConditionValue | undefined>, (row, value) => {
        if (problemsOf({ field: "vars.x", op: operator.id as OperatorId, value }).length > 0) return;
        compared += 1;
        const compiled = operator.sql<Expression>((own) => own, value, builder, moment);
        expect(compiled(row), `${operator.id} ${JSON.stringify([row, value])}`).toBe(operator.test(row, value, moment));
      }),
      { numRuns: 400 },
    );
  }
  expect(compared).toBeGreaterThan(3000);
});
