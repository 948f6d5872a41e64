import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnServer, ownServer } from "../support/own-server.ts";
import { type Journeys, startJourneys } from "./journeys.ts";
import { tell } from "./report.ts";
import { dice, scale } from "./scale.ts";

const PER_KILL = 5;
const { wanted, seed, inTime, seconds } = scale({ short: 2, deep: 20, shortSeconds: 30, deepSeconds: 240 });
let database: OwnServer;
let journeys: Journeys;

beforeAll(async () => {
  database = await ownServer("leadloom-faults");
  journeys = await startJourneys({ database });
});
afterAll(() => journeys.close());

test(`the database killed ${wanted} times at any moment: nothing acknowledged is lost or done twice`, async () => {
  const roll = dice(seed);
  const submitting: Promise<void>[] = [];
  let kills = 0;
  while (kills < wanted && inTime()) {
    submitting.push(journeys.submit(PER_KILL));
    await sleep(roll() * 2000);
    database.kill();
    kills++;
    await database.start();
  }
  await Promise.all(submitting);
  const found = await journeys.settle();
  tell({ kind: "database killed", seed, injected: kills, wanted, ...found, seconds: seconds() });
  expect(found.lost).toEqual([]);
  expect(found.duplicated).toEqual([]);
  expect(found.unexpected).toEqual([]);
  expect(found.acknowledged).toBe(kills * PER_KILL);
});
