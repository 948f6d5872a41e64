import { isEmpty } from "@/lib/conditions/coerce";
import { fieldInfo } from "@/lib/conditions/fields";
import type { ConditionValue } from "@/lib/conditions/operator";
import { type OperatorId, operators } from "@/lib/conditions/operators";

/** A comparison as words: `Budget is one of "5k" or "10k"`. */
export function sentence({ field, op, value }: { field: string; op: OperatorId; value?: ConditionValue }): string {
  const operator = operators[op];
  const { label } = fieldInfo(field);
  if (operator.value === "days") return `${label} is ${operator.wanted(inWords(value))}`;
  return operator.value === "none"
    ? `${label} ${operator.label}`
    : `${label} ${operator.label} ${inWords(value, operator.value === "pair" ? "and" : "or")}`;
}

/** A value as a person writes it: text in quotes, lists with "or", "empty" when there is none; long text is cut. */
export function inWords(value: unknown, word = "or"): string {
  if (isEmpty(value)) return "empty";
  if (Array.isArray(value)) {
    const items = value.slice(0, 10).map((item) => inWords(item));
    if (value.length > 10) items.push(`${value.length - 10} more`);
    return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
  }
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return `"${value.length > 200 ? `${value.slice(0, 200)}…` : value}"`;
  return "a group of values";
}
