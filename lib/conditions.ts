import { z } from "zod";
import { fieldInfo } from "@/lib/conditions/fields";
import type { ConditionValue } from "@/lib/conditions/operator";
import { operatorIds, operators } from "@/lib/conditions/operators";
import { problemsOf } from "@/lib/conditions/problems";
import { isSafePath, readPath } from "@/lib/conditions/read-path";
import { inWords, sentence } from "@/lib/conditions/words";

/** One comparison: `field` is a dotted path such as `contact.custom.plan`, `op` an id of the operator table. */
export interface Comparison {
  field: string;
  op: keyof typeof operators;
  value?: ConditionValue;
}
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

export const MAX_DEPTH = 8;
export const MAX_LEAVES = 100;

const comparisonSchema = z.strictObject({
  field: z.string().refine(isSafePath, "This is not a field name."),
  op: z.enum(operatorIds),
  value: z
    .union([
      z.string().max(2000),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(z.union([z.string().max(2000), z.number()])).max(200),
    ])
    .optional(),
});
const treeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(treeSchema).max(MAX_LEAVES) }),
    z.strictObject({ any: z.array(treeSchema).max(MAX_LEAVES) }),
    z.strictObject({ not: treeSchema }),
    comparisonSchema,
  ]),
);

/** The shape of a condition, at most 8 levels deep and with at most 100 comparisons; values are checked by `validate`. */
export const conditionSchema = treeSchema.superRefine((condition, context) => {
  const { depth, leaves } = sizeOf(condition);
  if (depth > MAX_DEPTH)
    context.addIssue({ code: "custom", message: `Conditions may be nested ${MAX_DEPTH} deep at most.` });
  if (leaves > MAX_LEAVES) context.addIssue({ code: "custom", message: `At most ${MAX_LEAVES} comparisons fit here.` });
});

/** The shape and the values: what a published workflow must hold. Problems are placed at the comparison's own path. */
export const completeConditionSchema = conditionSchema.superRefine((condition, context) => {
  for (const problem of validate(condition)) {
    context.addIssue({
      code: "custom",
      message: problem.message,
      path: problem.path === "" ? [] : problem.path.split("."),
    });
  }
});

/** What a condition reads: at least `contact` and `trigger`; `workspace.timeZone` decides where days begin (else UTC). */
export type ConditionState = object;

/**
 * Evaluates a condition in memory. `now` is ISO 8601. Absent fields are empty; nothing throws.
 * Returns the result and one sentence with the values that decided it. Empty `all` is true, empty `any` is false.
 */
export function evaluate(args: { condition: Condition; state: ConditionState; now: string }): {
  result: boolean;
  trace: string;
} {
  const { condition, state, now } = args;
  if ("all" in condition)
    return group({ parts: condition.all, decides: false, empty: "There is nothing to check.", state, now });
  if ("any" in condition)
    return group({ parts: condition.any, decides: true, empty: "There is nothing that could apply.", state, now });
  if ("not" in condition) {
    const inner = evaluate({ condition: condition.not, state, now });
    return { result: !inner.result, trace: `The opposite is asked for. ${inner.trace}` };
  }
  const left = readPath({ root: { ...state, now }, path: condition.field });
  const zone = readPath({ root: state, path: "workspace.timeZone" });
  const moment = { now: Date.parse(now), zone: typeof zone === "string" && zone !== "" ? zone : "UTC" };
  const operator = operators[condition.op];
  const result = operator.test(left, condition.value, moment);
  const wanted = operator.wanted(inWords(condition.value));
  return { result, trace: `${fieldInfo(condition.field).label} is ${inWords(left)}; wanted ${wanted}.` };
}

/** The condition as one readable sentence without a full stop: `Budget is one of "a" or "b", and Tags has the tag "vip"`. */
export function describeCondition(condition: Condition): string {
  if ("not" in condition) return `not (${describeCondition(condition.not)})`;
  if ("all" in condition) return joined({ parts: condition.all, word: "and", empty: "always" });
  if ("any" in condition) return joined({ parts: condition.any, word: "or", empty: "never" });
  return sentence(condition);
}

/** What is missing or wrong in a condition of the right shape, each with its path such as `all.0.value`. */
export function validate(condition: Condition, path = ""): { path: string; message: string }[] {
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  if ("not" in condition) return validate(condition.not, at("not"));
  if (!("all" in condition) && !("any" in condition)) {
    return problemsOf(condition).map((problem) => ({ path: at(problem.part), message: problem.message }));
  }
  const [name, parts] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  if (parts.length === 0) return [{ path: at(name), message: "Add at least one condition." }];
  return parts.flatMap((part, n) => validate(part, at(`${name}.${n}`)));
}

/** Every field a condition reads, in order, once. */
export function fieldsOf(condition: Condition): string[] {
  if ("not" in condition) return fieldsOf(condition.not);
  if ("all" in condition) return [...new Set(condition.all.flatMap(fieldsOf))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(fieldsOf))];
  return [condition.field];
}

function group(args: { parts: Condition[]; decides: boolean; empty: string; state: ConditionState; now: string }) {
  const { parts, decides, empty, state, now } = args;
  const traces: string[] = [];
  for (const condition of parts) {
    const { result, trace } = evaluate({ condition, state, now });
    if (result === decides) return { result, trace };
    traces.push(trace);
  }
  return { result: !decides, trace: traces.length === 0 ? empty : traces.join(" ") };
}

function joined({ parts, word, empty }: { parts: Condition[]; word: string; empty: string }): string {
  if (parts.length === 0) return empty;
  const texts = parts.map((part) =>
    "all" in part || "any" in part ? `(${describeCondition(part)})` : describeCondition(part),
  );
  return texts.join(parts.length === 2 ? ` ${word} ` : `, ${word} `);
}

function sizeOf(condition: Condition): { depth: number; leaves: number } {
  if ("not" in condition) {
    const inner = sizeOf(condition.not);
    return { depth: inner.depth + 1, leaves: inner.leaves };
  }
  if (!("all" in condition) && !("any" in condition)) return { depth: 1, leaves: 1 };
  const sizes = ("all" in condition ? condition.all : condition.any).map(sizeOf);
  const depth = 1 + Math.max(0, ...sizes.map((size) => size.depth));
  return { depth, leaves: sizes.reduce((sum, size) => sum + size.leaves, 0) };
}
