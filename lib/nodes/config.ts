import { z } from "zod";
import { type Condition, completeConditionSchema, describeCondition } from "@/lib/conditions";
import type { NameLookup } from "@/lib/nodes/define-node";
import { amountSchema, unitSchema } from "@/lib/nodes/duration";

/** Field schemas that several nodes share. `.meta` on them shapes the inspector. */
export const tagSchema = z
  .string("Give a tag.")
  .trim()
  .min(1, "Give a tag.")
  .max(80, "At most 80 characters.")
  .meta({ title: "Tag", widget: "tag", placeholder: "newsletter" });

export const conditionSchema = completeConditionSchema.meta({ title: "Condition", widget: "condition" });

/** Outlet and branch ids: part of token paths and edge ids. `error`, `timeout` and `else` belong to the engine's own outlets. */
export const branchIdSchema = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,40}$/, "A branch id holds letters, digits, _ and - only.")
  .refine((id) => !["error", "timeout", "else", "out"].includes(id), "This branch id is taken.");

export const branchNameSchema = z
  .string("Give a name.")
  .trim()
  .min(1, "Give a name.")
  .max(60, "At most 60 characters.");

/** Refuses a list in which two items have the same id. */
export function uniqueIds(items: { id: string }[], context: z.RefinementCtx): void {
  for (const [n, { id }] of items.entries()) {
    if (items.findIndex((other) => other.id === id) === n) continue;
    context.addIssue({ code: "custom", message: "Two branches have the same id.", path: [n, "id"] });
  }
}

/** A condition as a card shows it, choices of forms by their words; a text that says what is missing when there is none yet. */
export function conditionWords({ condition, names }: { condition: Condition | undefined; names: NameLookup }): string {
  if (!condition || typeof condition !== "object") return "No condition yet";
  try {
    return describeCondition(withWords({ condition, names }));
  } catch {
    return "No condition yet";
  }
}

/** The condition with values that are choices of a form replaced by the words of the choice: to be read, not evaluated. */
function withWords({ condition, names }: { condition: Condition; names: NameLookup }): Condition {
  if ("all" in condition) return { all: condition.all.map((part) => withWords({ condition: part, names })) };
  if ("any" in condition) return { any: condition.any.map((part) => withWords({ condition: part, names })) };
  if ("not" in condition) return { not: withWords({ condition: condition.not, names }) };
  const { field, value } = condition;
  const words = <T>(one: T) => (typeof one === "string" && names("choice", `${field} ${one}`)) || one;
  return { ...condition, value: Array.isArray(value) ? value.map(words) : words(value) };
}

/** All of the given conditions as one, or null when there are none. */
export function allOf(conditions: (Condition | null | undefined)[]): Condition | null {
  const given = conditions.filter((condition) => condition !== null && condition !== undefined);
  return given.length <= 1 ? (given[0] ?? null) : { all: given };
}

/** An optional time limit, drawn as an amount and a unit. */
export const timeoutSchema = z.strictObject({ amount: amountSchema, unit: unitSchema }).optional().meta({
  title: "Give up after",
  description: "Leave empty to wait without end.",
  widget: "duration",
});
