import { expect, test } from "vitest";
import { Turns } from "@/lib/services/backtests/turns";

/** A run that notes each of its moments when its turn has come. */
const run = (args: { turns: Turns; name: string; at: number[]; seen: string[] }) => async () => {
  for (const at of args.at) {
    await args.turns.until(at);
    args.seen.push(`${args.name}@${at}`);
  }
};

test("runs that began one after the other move in the order of their moments", async () => {
  const turns = new Turns();
  const seen: string[] = [];
  await turns.advance(0);
  await turns.follow(run({ turns, name: "slow", at: [0, 50, 60], seen }));
  expect(seen).toEqual(["slow@0"]);
  await turns.advance(20);
  await turns.follow(run({ turns, name: "fast", at: [20, 30, 55], seen }));
  await turns.advance(30);
  expect(seen).toEqual(["slow@0", "fast@20", "fast@30"]);
  await turns.advance(Number.POSITIVE_INFINITY);
  expect(seen.slice(3)).toEqual(["slow@50", "fast@55", "slow@60"]);
});

test("what a run throws reaches who moves it, also after it stood still", async () => {
  const turns = new Turns();
  await turns.advance(0);
  const breaks = (at: number) => async () => {
    await turns.until(at);
    throw new Error(`broken at ${at}`);
  };
  await expect(turns.follow(breaks(0))).rejects.toThrow("broken at 0");
  await turns.follow(breaks(5));
  await expect(turns.advance(10)).rejects.toThrow("broken at 5");
});

test("of very many that stand still the earliest goes on early, so that they do not pile up", async () => {
  const turns = new Turns();
  const seen: string[] = [];
  await turns.advance(0);
  for (let n = 1; n <= 203; n++) await turns.follow(run({ turns, name: "r", at: [1000 - n], seen }));
  expect(seen).toEqual(["r@799", "r@798", "r@797"]);
});
