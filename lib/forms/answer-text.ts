type Choice = { value: string; label: string };

/** An answer as people read it: choices by their words, separated by commas; a ticked box as "Yes". */
export function answerText(value: unknown, options: Choice[] = []): string {
  if (Array.isArray(value)) return value.map((one) => answerText(one, options)).join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value === null || value === undefined) return "";
  return options.find((option) => option.value === value)?.label ?? String(value);
}
