import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journeys, startJourneys } from "./journeys.ts";
import { tell } from "./report.ts";
import { dice, scale } from "./scale.ts";

const PER_KILL = 3;
const { wanted, seed, deep, inTime, seconds } = scale({ short: 5, deep: 200, shortSeconds: 30, deepSeconds: 2400 });
let journeys: Journeys;

beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys.close());

test(`the app killed ${wanted} times with -9 at any moment: nothing it acknowledged is lost or done twice`, async () => {
  const roll = dice(seed);
  const submitting: Promise<void>[] = [];
  let kills = 0;
  while (kills < wanted && inTime()) {
    submitting.push(journeys.submit(PER_KILL));
    await sleep(roll() * (deep ? 1500 : 900));
    await journeys.app.kill();
    kills++;
    await journeys.app.start();
  }
  await Promise.all(submitting);
  const found = await journeys.settle();
  tell({ kind: "app killed", seed, injected: kills, wanted, ...found, seconds: seconds() });
  expect(found.lost).toEqual([]);
  expect(found.duplicated).toEqual([]);
  expect(found.unexpected).toEqual([]);
  expect(found.acknowledged).toBe(kills * PER_KILL);
});
