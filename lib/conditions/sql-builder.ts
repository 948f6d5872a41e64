/**
 * What an operator needs of SQL, without knowing who writes it. `E` is the writer's expression type.
 * Contract: every boolean expression is true or false, never null: a comparison with null is false.
 */
export interface SqlBuilder<E> {
  /** Parameters, never text in the statement. */
  text(value: string): E;
  number(value: number): E;
  instant(value: Date): E;
  /** The field as trimmed, lower-case text; "" when null. */
  asText(left: E): E;
  /** The field as a number; null when it is none. */
  asNumber(left: E): E;
  /** The field as timestamptz; null when it is none. */
  asInstant(left: E): E;
  /** True when the field, as a boolean, is true. */
  isTrue(left: E): E;
  /** True when the field's text[] (or its single text) holds the lower-case value, compared in lower case. */
  hasItem(left: E, value: string): E;
  /** Absent, blank, or an empty list. */
  isEmpty(left: E): E;
  compare(left: E, operator: "=" | "<" | "<=" | ">" | ">=", right: E): E;
  contains(text: E, part: E): E;
  startsWith(text: E, part: E): E;
  endsWith(text: E, part: E): E;
  /** LIKE with `\` as the escape character. */
  like(text: E, pattern: E): E;
  and(parts: E[]): E;
  or(parts: E[]): E;
  not(part: E): E;
}
