import { describe, expect, test } from "vitest";
import { compare, peopleNeeded, wilsonInterval } from "@/lib/statistics/two-proportions";

describe("two proportions", () => {
  test("Wilson's interval matches Newcombe's published examples (1998)", () => {
    const near = (people: number, converted: number, low: number, high: number) => {
      const found = wilsonInterval({ people, converted });
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    };
    near(263, 81, 0.2553, 0.3662);
    near(148, 15, 0.0624, 0.1605);
    near(20, 0, 0, 0.1611);
    near(29, 1, 0.0061, 0.1718);
  });

  test("the difference's interval matches Newcombe's published examples (method 10)", () => {
    const near = (a: [number, number], b: [number, number], low: number, high: number) => {
      const found = compare({ group: { converted: a[0], people: a[1] }, control: { converted: b[0], people: b[1] } })!;
      expect(found.interval.low).toBeCloseTo(low, 4);
      expect(found.interval.high).toBeCloseTo(high, 4);
    };
    near([56, 70], [48, 80], 0.0524, 0.3339);
    near([9, 10], [3, 10], 0.1705, 0.809);
    near([10, 10], [0, 20], 0.6791, 1);
  });

  test("the p-value is that of the pooled z-test, and 1 where nothing differs", () => {
    // z = 2.6428 for 56/70 against 48/80.
    expect(compare({ group: { people: 70, converted: 56 }, control: { people: 80, converted: 48 } })!.p).toBeCloseTo(
      0.0082,
      3,
    );
    expect(compare({ group: { people: 50, converted: 0 }, control: { people: 50, converted: 0 } })!.p).toBe(1);
    expect(compare({ group: { people: 0, converted: 0 }, control: { people: 50, converted: 5 } })).toBeNull();
  });

  test("two equal groups differ significantly about one time in twenty, a real difference is found", () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const draw = (people: number, rate: number) => {
      let converted = 0;
      for (let i = 0; i < people; i++) if (random() < rate) converted++;
      return { people, converted };
    };
    const share = (rate: number, control: number) => {
      let hits = 0;
      for (let i = 0; i < 2000; i++)
        if (compare({ group: draw(500, rate), control: draw(500, control) })!.significant) hits++;
      return hits / 2000;
    };
    expect(share(0.2, 0.2)).toBeGreaterThan(0.03);
    expect(share(0.2, 0.2)).toBeLessThan(0.07);
    expect(share(0.3, 0.2)).toBeGreaterThan(0.9);
  });

  test("says how many people a difference needs", () => {
    // 10 % against 12 % at 80 % power and 5 %: 3,841 each by the usual formula.
    const needed = peopleNeeded({
      group: { people: 1000, converted: 120 },
      control: { people: 1000, converted: 100 },
    })!;
    expect(needed).toBeGreaterThan(3800);
    expect(needed).toBeLessThan(3880);
    expect(peopleNeeded({ group: { people: 10, converted: 1 }, control: { people: 10, converted: 1 } })).toBeNull();
  });
});
