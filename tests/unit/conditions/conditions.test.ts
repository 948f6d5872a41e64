import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Condition, conditionSchema, describeCondition, evaluate, fieldsOf, validate } from "@/lib/conditions";
import { type OperatorId, operatorIds, operators, operatorsFor } from "@/lib/conditions/operators";

const now = "2030-06-15T10:00:00.000Z";
const state = {
  contact: {
    email: "Ada@Example.com",
    first_name: null,
    tags: ["VIP", "Newsletter"],
    score: 7,
    do_not_contact: false,
    custom: { plan: "Pro", renewal: "2030-06-20", seats: "12", "team-size": "1,200" },
    created_at: "2030-06-10T22:30:00.000Z",
  },
  trigger: {
    data: { answers: { budget: "Over 10k", topics: ["Sales", "Support"], agree: "on" } },
    changes: { status: { from: "new", to: "lead" }, "custom.plan": { from: null, to: "Pro" } },
  },
  steps: { if_else: { result: true } },
  vars: { n: 3 },
  workspace: { timeZone: "Europe/Berlin" },
};
const holds = (field: string, op: OperatorId, value?: unknown, given: object = state) =>
  evaluate({ condition: { field, op, value } as Condition, state: given, now }).result;

describe("text", () => {
  test("compares without regard to case and surrounding spaces", () => {
    expect(holds("contact.email", "is", " ADA@example.com ")).toBe(true);
    expect(holds("contact.email", "is_not", "bob@example.com")).toBe(true);
    expect(holds("contact.email", "starts_with", "ADA")).toBe(true);
    expect(holds("contact.email", "ends_with", ".COM")).toBe(true);
    expect(holds("contact.email", "contains", "@EX")).toBe(true);
    expect(holds("contact.email", "not_contains", "@ex")).toBe(false);
    expect(holds("trigger.answers.budget", "is_any_of", ["under 5k", "over 10K"])).toBe(true);
    expect(holds("trigger.answers.budget", "is_none_of", ["under 5k"])).toBe(true);
  });
  test("an answer with several choices matches when one of them does", () => {
    expect(holds("trigger.answers.topics", "is", "sales")).toBe(true);
    expect(holds("trigger.answers.topics", "is_any_of", ["support", "other"])).toBe(true);
    expect(holds("trigger.answers.topics", "is_not", "sales")).toBe(false);
  });
  test("a search for nothing finds nothing", () => {
    expect(holds("contact.email", "contains", "")).toBe(false);
    expect(holds("contact.email", "starts_with", "")).toBe(false);
  });
});

describe("numbers", () => {
  test("are read from the strings that forms send", () => {
    expect(holds("contact.custom.seats", "gt", 11)).toBe(true);
    expect(holds("contact.custom.seats", "gte", "12")).toBe(true);
    expect(holds("contact.custom.seats", "lt", 12)).toBe(false);
    expect(holds("contact.custom.team-size", "between", [1000, 1500])).toBe(true);
    expect(holds("contact.score", "is", 7)).toBe(true);
    expect(holds("contact.custom.seats", "is", 12)).toBe(true);
    expect(holds("contact.score", "lte", 7)).toBe(true);
  });
  test("what is no number is neither more nor less", () => {
    expect(holds("contact.email", "gt", 0)).toBe(false);
    expect(holds("contact.email", "lte", 0)).toBe(false);
    expect(holds("contact.first_name", "gte", 0)).toBe(false);
  });
});

describe("dates", () => {
  test("without a time are whole days of the workspace's zone", () => {
    // 22:30 UTC on the 10th is already the 11th in Berlin.
    expect(holds("contact.created_at", "before", "2030-06-11")).toBe(false);
    expect(holds("contact.created_at", "after", "2030-06-10")).toBe(true);
    expect(holds("contact.created_at", "after", "2030-06-11")).toBe(false);
    expect(holds("contact.created_at", "between", ["2030-06-11", "2030-06-11"])).toBe(true);
    expect(holds("contact.created_at", "before", "2030-06-11", { ...state, workspace: {} })).toBe(true);
  });
  test("count days back from now", () => {
    expect(holds("contact.created_at", "within_last_days", 5)).toBe(true);
    expect(holds("contact.created_at", "within_last_days", 4)).toBe(false);
    expect(holds("contact.created_at", "more_than_days_ago", 4)).toBe(true);
    expect(holds("contact.custom.renewal", "within_last_days", 30)).toBe(false);
    expect(holds("now", "after", "2030-01-01")).toBe(true);
  });
});

describe("tags, yes and no, empty", () => {
  test("tags ignore case", () => {
    expect(holds("contact.tags", "has_tag", "vip")).toBe(true);
    expect(holds("contact.tags", "has_not_tag", "VIP")).toBe(false);
    expect(holds("contact.nothing", "has_not_tag", "vip")).toBe(true);
  });
  test("a ticked box is yes, an absent one is not", () => {
    expect(holds("trigger.answers.agree", "is_true")).toBe(true);
    expect(holds("trigger.answers.other", "is_false")).toBe(true);
    expect(holds("contact.do_not_contact", "is_false")).toBe(true);
  });
  test("absent, blank and empty lists are empty", () => {
    expect(holds("contact.first_name", "is_empty")).toBe(true);
    expect(holds("contact.x", "is_empty", undefined, { contact: { x: "  " } })).toBe(true);
    expect(holds("contact.x", "is_empty", undefined, { contact: { x: [] } })).toBe(true);
    expect(holds("contact.score", "is_not_empty")).toBe(true);
    expect(holds("trigger.answers.nope.deeper", "is_empty", undefined, {})).toBe(true);
  });
});

describe("paths", () => {
  test("reach changes, custom fields, step outputs and variables", () => {
    expect(holds("trigger.changes.status.to", "is", "lead")).toBe(true);
    expect(holds("trigger.changes.custom.plan.to", "is", "pro")).toBe(true);
    expect(holds("steps.if_else.result", "is_true")).toBe(true);
    expect(holds("vars.n", "is", 3)).toBe(true);
    expect(holds("trigger.data.answers.budget", "is", "over 10k")).toBe(true);
  });
  test("reach nothing that an object inherits", () => {
    for (const name of ["constructor", "__proto__", "toString", "constructor.name", "__proto__.polluted"]) {
      expect(holds(`contact.${name}`, "is_empty"), name).toBe(true);
    }
    expect(conditionSchema.safeParse({ field: "contact.__proto__.x", op: "is", value: "y" }).success).toBe(false);
  });
});

describe("words", () => {
  const condition: Condition = {
    all: [
      { field: "trigger.answers.budget", op: "is_any_of", value: ["5k", "10k"] },
      {
        any: [
          { field: "contact.tags", op: "has_tag", value: "vip" },
          { not: { field: "contact.created_at", op: "within_last_days", value: 7 } },
        ],
      },
    ],
  };
  test("a condition reads as a sentence", () => {
    expect(describeCondition(condition)).toBe(
      'Budget is one of "5k" or "10k" and (Tags has the tag "vip" or not (Created is within the last 7 days))',
    );
    expect(fieldsOf(condition)).toEqual(["trigger.answers.budget", "contact.tags", "contact.created_at"]);
  });
  test("a trace tells the real value and what was wanted", () => {
    expect(evaluate({ condition, state, now })).toEqual({
      result: false,
      trace: 'Budget is "Over 10k"; wanted one of "5k" or "10k".',
    });
    const missing: Condition = { field: "contact.first_name", op: "is_not_empty" };
    expect(evaluate({ condition: missing, state, now }).trace).toBe("First name is empty; wanted it to be filled in.");
  });
  test("problems name the place", () => {
    expect(validate({ all: [] })).toEqual([{ path: "all", message: "Add at least one condition." }]);
    expect(validate({ any: [{ not: { field: "contact.score", op: "gt", value: "many" } }] })).toEqual([
      { path: "any.0.not.value", message: "Give a number." },
    ]);
    expect(validate({ field: "contact.created_at", op: "before", value: "soon" })[0]?.message).toContain("2030-01-31");
    expect(validate({ field: "weather.today", op: "is_empty" })).toEqual([
      { path: "field", message: 'There is no field "weather.today".' },
    ]);
    expect(validate({ field: "contact.score", op: "has_tag", value: "x" })).toEqual([
      { path: "op", message: '"has the tag" does not fit Score.' },
    ]);
    expect(validate({ field: "contact.score", op: "between", value: [5, 1] })[0]?.path).toBe("value");
    expect(validate({ field: "contact.email", op: "is", value: ["a", "b"] })).toEqual([
      { path: "value", message: "Give one value." },
    ]);
    expect(validate(condition)).toEqual([]);
  });
  test("every operator has a label and belongs to some field", () => {
    for (const id of operatorIds) expect(operators[id].label, id).toMatch(/^(is|contains|does|starts|ends|has)/);
    expect(operatorsFor("tags").map(({ id }) => id)).toContain("has_tag");
    expect(operatorsFor("number").map(({ id }) => id)).not.toContain("has_tag");
  });
});

test("the schema refuses unknown keys, unknown operators, too deep and too many", () => {
  const leaf: Condition = { field: "contact.email", op: "is_empty" };
  const nest = (depth: number): Condition => (depth === 1 ? leaf : { not: nest(depth - 1) });
  expect(conditionSchema.safeParse(nest(8)).success).toBe(true);
  expect(conditionSchema.safeParse(nest(9)).success).toBe(false);
  expect(
    conditionSchema.safeParse({ all: [{ all: Array(60).fill(leaf) }, { all: Array(41).fill(leaf) }] }).success,
  ).toBe(false);
  expect(conditionSchema.safeParse({ ...leaf, extra: 1 }).success).toBe(false);
  expect(conditionSchema.safeParse({ field: "contact.email", op: "toString" }).success).toBe(false);
});

const anything = fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true });
const fields = ["contact.email", "contact.x", "trigger.answers.x", "vars.x.y", "now", "contact.tags", "steps.a.b"];
const comparison = fc.record({
  field: fc.constantFrom(...fields),
  op: fc.constantFrom(...operatorIds),
  value: anything,
}) as fc.Arbitrary<Condition>;
const tree = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    comparison,
    fc.record({ not: tie("node") }),
    fc.record({ all: fc.array(tie("node"), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie("node"), { maxLength: 4 }) }),
  ),
})).node;
const states = fc.record({
  contact: fc.record({ email: anything, x: anything, tags: anything }),
  trigger: fc.record({ data: fc.record({ answers: fc.record({ x: anything }) }) }),
  vars: anything,
  steps: anything,
});

test("no condition over no state ever throws, and its opposite is the opposite", () => {
  fc.assert(
    fc.property(tree, states, (condition, given) => {
      const { result, trace } = evaluate({ condition, state: given, now });
      expect(trace).toBeTypeOf("string");
      expect(describeCondition(condition)).toBeTypeOf("string");
      expect(validate(condition)).toBeInstanceOf(Array);
      expect(evaluate({ condition: { not: condition }, state: given, now }).result).toBe(!result);
      expect(evaluate({ condition: { not: { not: condition } }, state: given, now }).result).toBe(result);
    }),
    { numRuns: 1500 },
  );
});

test("all is the opposite of any of the opposites", () => {
  fc.assert(
    fc.property(fc.array(comparison, { maxLength: 5 }), states, (parts, given) => {
      const all = evaluate({ condition: { all: parts }, state: given, now }).result;
      const any = evaluate({ condition: { any: parts.map((part) => ({ not: part })) }, state: given, now }).result;
      expect(all).toBe(!any);
    }),
  );
});
