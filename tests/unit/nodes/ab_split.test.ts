import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "ab_split";
const share = (a: number, b: number) => ({
  variants: [
    { id: "a", name: "Short", weight: a },
    { id: "b", name: "Long", weight: b },
  ],
});
const journey = (winner: string | null) => ({
  journey: { splitWinner: async () => winner, reachGoal: async () => ({ conversionId: "c" }) },
});

test("happy path: a contact always goes the same way, by the shares, until a winner is decided", async () => {
  const first = await runNode({ type, config: share(50, 50) });
  expect(await runNode({ type, config: share(50, 50) })).toEqual(first);
  expect(await runNode({ type, config: share(100, 0) })).toMatchObject({ outlet: "a", output: { winner: false } });
  expect(await runNode({ type, config: share(0, 100) })).toMatchObject({ outlet: "b", output: { name: "Long" } });
  const won = await runNode({ type, config: share(100, 0), more: journey("b") });
  expect(won).toMatchObject({ outlet: "b", output: { winner: true }, note: "Long has won this split." });
  for (const result of [first, won]) expect(fits({ type, config: share(50, 50), result })).toBe(true);
});
test("half of many people go each way", async () => {
  let a = 0;
  for (let n = 0; n < 400; n += 1) {
    const result = await runNode({ type, config: share(50, 50), contact: { id: `contact-${n}` } });
    if (result.type === "done" && result.outlet === "a") a += 1;
  }
  expect(a).toBeGreaterThan(150);
  expect(a).toBeLessThan(250);
});
test("refused config: shares that are not 100 together, ids given twice, a winner without a moment", () => {
  expect(refusal({ type, config: share(50, 40) })).toBe("variants: The shares must add up to 100.");
  const { variants } = share(50, 50);
  expect(refusal({ type, config: { variants: [variants[0], variants[0]] } })).toMatch(/^variants/);
  expect(refusal({ type, config: { variants: variants.slice(0, 1) } })).toBe("variants: Add at least two variants.");
  expect(refusal({ type, config: { ...share(50, 50), autoWinner: true } })).toMatch(/^sample: /);
});
test("simulated: goes the way a real run goes, in the same shape", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: share(0, 100) });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("b");
});
