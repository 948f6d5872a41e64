import { expect, test } from "vitest";
import { shareWords } from "@/components/experiments/share-words";
import { experiments } from "@/lib/api/contracts/experiments";
import { chooseVariant, HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { correctionWords, needWords } from "@/lib/services/experiments/result-words";
import { compare } from "@/lib/statistics/two-proportions";

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
  const said = (people: number, converted: number, comparisons?: number) => {
    const group = { people, converted };
    return needWords({ group, control, found: compare({ group, control }), comparisons });
  };
  expect(said(100, 12)).toBe("About 3,800 more people per variant to be sure of a difference this large.");
  expect(said(100, 12, 4)).toBe("About 5,400 more people per variant to be sure of a difference this large.");
  expect(said(100, 40)).toBeNull();
  expect(said(100, 10)).toBeNull();
  expect(said(0, 0)).toBeNull();
});

test("only three and more variants need a word about being compared at once", () => {
  expect(correctionWords(2)).toBeNull();
  expect(correctionWords(4)).toContain("4 variants are compared at once");
});

test("how people would be divided is said in percent, and not while a number is missing", () => {
  const named = [
    { name: "Old words", weight: 1 },
    { name: "New words", weight: 3 },
  ];
  expect(shareWords({ variants: named, holdoutPercent: 10 })).toBe(
    "Of those who would enter: Old words 22.5 %, New words 67.5 %, held out 10 %.",
  );
  expect(shareWords({ variants: named, holdoutPercent: 0 })).toBe(
    "Of those who would enter: Old words 25 %, New words 75 %.",
  );
  expect(shareWords({ variants: named, holdoutPercent: Number("x") })).toBeNull();
  expect(shareWords({ variants: [{ name: "A", weight: 0 }, ...named], holdoutPercent: 0 })).toBeNull();
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
