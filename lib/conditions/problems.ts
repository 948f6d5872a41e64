import { isEmpty, toInstant, toList, toNumber } from "@/lib/conditions/coerce";
import { fieldInfo, roots } from "@/lib/conditions/fields";
import type { ConditionValue } from "@/lib/conditions/operator";
import { type OperatorId, operators } from "@/lib/conditions/operators";

/** What is wrong with one comparison: `part` is the key of the comparison that must change. */
export function problemsOf(comparison: { field: string; op: OperatorId; value?: ConditionValue }) {
  const { field, op, value } = comparison;
  const problems: { part: "field" | "op" | "value"; message: string }[] = [];
  const operator = operators[op];
  const root = field.split(".")[0] as (typeof roots)[number];
  if (field === "") problems.push({ part: "field", message: "Choose a field." });
  else if (!roots.includes(root)) problems.push({ part: "field", message: `There is no field "${field}".` });
  else if (root !== "now" && !field.includes("."))
    problems.push({ part: "field", message: `"${field}" needs a name after it.` });
  const info = fieldInfo(field);
  if (!operator.fields.includes(info.type)) {
    problems.push({ part: "op", message: `"${operator.label}" does not fit ${info.label}.` });
  }
  const message = valueProblem({ op, value });
  if (message) problems.push({ part: "value", message });
  return problems;
}

function valueProblem({ op, value }: { op: OperatorId; value?: ConditionValue }): string | null {
  const { value: kind, valueType } = operators[op];
  if (kind === "none") return isEmpty(value) ? null : "This comparison takes no value.";
  if (kind === "many")
    return toList(value).length > 0 && !toList(value).some(isEmpty) ? null : "Choose at least one value.";
  if (kind === "pair") {
    const [from, to] = toList(value);
    if (!Array.isArray(value) || value.length !== 2 || isEmpty(from) || isEmpty(to)) return "Give two values.";
    const numbers = [toNumber(from), toNumber(to)];
    const dates = [from, to].map((one) => toInstant({ value: one, zone: "UTC" }));
    const [low, high] = numbers.every((n) => n !== null) ? numbers : dates;
    if (low == null || high == null) return "Both values must be numbers, or both dates.";
    return low <= high ? null : "The first value must not be above the second.";
  }
  if (Array.isArray(value)) return "Give one value.";
  if (isEmpty(value)) return "Give a value.";
  if (kind === "days") {
    const days = toNumber(value);
    return days !== null && Number.isInteger(days) && days >= 0 && days <= 36500
      ? null
      : "Give a whole number of days.";
  }
  if (valueType === "number" && toNumber(value) === null) return "Give a number.";
  if (valueType === "date" && toInstant({ value, zone: "UTC" }) === null) return "Give a date such as 2030-01-31.";
  return null;
}
