/** An answer as people read it: choices separated by commas, a ticked box as "Yes". */
export function answerText(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return value === null || value === undefined ? "" : String(value);
}
