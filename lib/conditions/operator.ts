import type { FieldType } from "@/lib/conditions/fields";
import type { SqlBuilder } from "@/lib/conditions/sql-builder";

export type ConditionValue = string | number | boolean | null | (string | number)[];
/** What a form asks for beside the operator: nothing, one value, several, a pair, or a number of days. */
export type ValueKind = "none" | "one" | "many" | "pair" | "days";

/** The moment and the zone in which dates without a time and "days ago" are read. */
export interface Moment {
  now: number;
  zone: string;
}

/** One way of comparing a field: how it is asked, tested in memory and asked of a table. */
export interface Operator {
  id: string;
  /** As a menu shows it, and as a sentence uses it: "Budget <label> …". */
  label: string;
  /** "wanted …" in a trace; `value` is already in words. */
  wanted: (value: string) => string;
  value: ValueKind;
  /** The values must read as numbers or as dates. */
  valueType?: "number" | "date" | "ordered";
  fields: FieldType[];
  /** In memory. Never throws, whatever the field or value is. */
  test(left: unknown, value: ConditionValue | undefined, moment: Moment): boolean;
  /** The same for a table. `value` has passed validation. */
  sql<E>(left: E, value: ConditionValue | undefined, builder: SqlBuilder<E>, moment: Moment): E;
}
