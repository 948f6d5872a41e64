import { expect, test } from "vitest";
import { chooseWinner } from "@/lib/services/splits/choose-winner";
import { compareSeveral, holm } from "@/lib/statistics/several-comparisons";
import { compare } from "@/lib/statistics/two-proportions";

test("Holm's rule gives what R's p.adjust gives, in the order asked", () => {
  const near = (ps: number[], expected: number[]) => {
    const found = holm(ps);
    expect(found).toHaveLength(expected.length);
    for (const [n, p] of found.entries()) expect(p).toBeCloseTo(expected[n]!, 10);
  };
  near([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]);
  near([0.04, 0.01, 0.03, 0.005], [0.06, 0.03, 0.06, 0.02]);
  near([0.6, 0.7], [1, 1]);
  near([0.02], [0.02]);
  near([], []);
});

test("one comparison is left as it is, and a group without people counts for nothing", () => {
  const control = { people: 200, converted: 20 };
  const group = { people: 200, converted: 34 };
  const alone = compare({ group, control })!;
  expect(alone.significant).toBe(true);
  expect(compareSeveral({ groups: [group], control })).toEqual([{ ...alone, adjusted: alone.p }]);
  const [first, nobody] = compareSeveral({ groups: [group, { people: 0, converted: 0 }], control });
  expect([first!.adjusted, nobody]).toEqual([alone.p, null]);
});

test("among five equal variants hardly one time in twenty any looks better, where it would be far more without correction", () => {
  let seed = 11;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const draw = () => {
    let converted = 0;
    for (let i = 0; i < 400; i++) if (random() < 0.2) converted++;
    return { people: 400, converted };
  };
  let [corrected, alone] = [0, 0];
  for (let n = 0; n < 1500; n++) {
    const [control, ...groups] = Array.from({ length: 5 }, draw);
    if (compareSeveral({ groups, control: control! }).some((one) => one!.significant)) corrected++;
    if (groups.some((group) => compare({ group, control: control! })!.significant)) alone++;
  }
  expect(corrected / 1500).toBeLessThan(0.06);
  expect(alone / 1500).toBeGreaterThan(0.1);
});

test("a winner of three must hold the stricter line; of two the usual one is enough", () => {
  const best = { people: 200, converted: 36 };
  const other = { people: 200, converted: 21 };
  const { p } = compare({ group: best, control: other })!;
  expect(p).toBeGreaterThan(0.025);
  expect(p).toBeLessThan(0.05);
  const of = (...groups: (typeof best)[]) => new Map(groups.map((group, n) => [`v${n}`, group]));
  expect(chooseWinner({ groups: of(other, best), significant: true })).toBe("v1");
  expect(chooseWinner({ groups: of(other, best, other), significant: true })).toBeNull();
  expect(chooseWinner({ groups: of(other, best, other), significant: false })).toBe("v1");
  const clear = { people: 200, converted: 60 };
  expect(chooseWinner({ groups: of(other, clear, other), significant: true })).toBe("v1");
  expect(chooseWinner({ groups: of({ people: 0, converted: 0 }), significant: false })).toBeNull();
});
