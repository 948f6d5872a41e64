import { expect, test } from "vitest";
import { experiments } from "@/lib/api/contracts/experiments";
import { chooseVariant, HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { needWords } from "@/lib/services/experiments/result-words";

const variants = [
  { id: "a", weight: 1 },
  { id: "b", weight: 3 },
];
const crowd = Array.from({ length: 20_000 }, (_, n) => `contact-${n}`);
const groupsOf = (experiment: Parameters<typeof chooseVariant>[0]["experiment"]) =>
  crowd.map((contactId) => chooseVariant({ experiment, contactId }));
const shareIn = (groups: string[], id: string) => groups.filter((group) => group === id).length / groups.length;

test("the holdout takes its percent of everybody, and variants share the rest by weight", () => {
  const groups = groupsOf({ id: "one", variants, holdoutPercent: 20 });
  expect(shareIn(groups, HOLDOUT)).toBeCloseTo(0.2, 1.7);
  expect(shareIn(groups, "a")).toBeCloseTo(0.2, 1.7);
  expect(shareIn(groups, "b")).toBeCloseTo(0.6, 1.7);
});

test("without a holdout nobody is held out", () => {
  const groups = groupsOf({ id: "two", variants, holdoutPercent: 0 });
  expect(groups).not.toContain(HOLDOUT);
  expect(shareIn(groups, "a")).toBeCloseTo(0.25, 1.7);
});

test("a contact always gets the same group, and another experiment divides people anew", () => {
  const experiment = { id: "three", variants, holdoutPercent: 10 };
  const groups = groupsOf(experiment);
  expect(groupsOf(experiment)).toEqual(groups);
  const other = groupsOf({ ...experiment, id: "four" });
  const bBefore = other.filter((_, n) => groups[n] === "b");
  expect(shareIn(bBefore, "b")).toBeCloseTo(0.675, 1.5);
});

test("it says how many more people it takes, rounded, and nothing where it is sure or there is nothing to see", () => {
  const control = { people: 100, converted: 10 };
  expect(needWords({ group: { people: 100, converted: 12 }, control })).toBe(
    "About 3,800 more people per variant to be sure of a difference this large.",
  );
  expect(needWords({ group: { people: 100, converted: 40 }, control })).toBeNull();
  expect(needWords({ group: { people: 100, converted: 10 }, control })).toBeNull();
  expect(needWords({ group: { people: 0, converted: 0 }, control })).toBeNull();
});

test("variants need ids and versions of their own, and none may be called holdout", () => {
  const body = (more: object) => ({
    name: "Subject",
    variants: [
      { id: "a", name: "A", version: 1, weight: 1 },
      { id: "b", name: "B", version: 2, weight: 1, ...more },
    ],
  });
  const parse = (more: object) => experiments.create.body.safeParse(body(more));
  expect(parse({}).success).toBe(true);
  for (const [more, path] of [
    [{ id: "a" }, ["variants", 1, "id"]],
    [{ version: 1 }, ["variants", 1, "version"]],
    [{ id: "holdout" }, ["variants", 1, "id"]],
    [{ weight: 0 }, ["variants", 1, "weight"]],
  ] as const)
    expect(parse(more).error?.issues.map((issue) => issue.path)).toEqual([path]);
});
