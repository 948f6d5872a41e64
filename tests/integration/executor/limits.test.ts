import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aWhile, createHarness, type Harness, type Scenario, until } from "../../support/executor-harness.ts";

let harness: Harness;
let scenario: Scenario | undefined;
beforeAll(async () => {
  harness = await createHarness();
});
afterEach(async () => {
  await scenario?.stop();
  scenario = undefined;
});
afterAll(() => harness.end());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts who is inside at the same time, per key. */
function gauge() {
  const inside = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    most,
    async hold(keys: string[], ms: number) {
      for (const key of keys) {
        inside.set(key, (inside.get(key) ?? 0) + 1);
        most.set(key, Math.max(most.get(key) ?? 0, inside.get(key) ?? 0));
      }
      await pause(ms);
      for (const key of keys) inside.set(key, (inside.get(key) ?? 0) - 1);
    },
  };
}

describe("Concurrency", () => {
  it("keeps both of its keys, and a full key does not hold up another", { timeout: 60_000 }, async () => {
    const event = harness.name("keys");
    const { most, hold } = gauge();
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        {
          id: "keys",
          triggers: { event },
          concurrency: [
            { key: "event.data.token", limit: 1 },
            { key: "event.data.workspace", limit: 3 },
          ],
        },
        async ({ event, step }) => {
          const { token, workspace } = event.data;
          await step.run("hold", () => hold([token, workspace], 20));
          seen.push(workspace);
        },
      ),
    ]);
    // Forty of the crowded workspace on four tokens, then one of the quiet one.
    const crowd = Array.from({ length: 40 }, (_, n) => ({
      name: event,
      data: { token: `t${n % 4}`, workspace: "crowded" },
    }));
    await scenario.client.send([...crowd, { name: event, data: { token: "q", workspace: "quiet" } }]);
    await until(() => seen.length === 41, { ms: 50_000 });
    expect(Object.fromEntries(most)).toEqual({ t0: 1, t1: 1, t2: 1, t3: 1, q: 1, crowded: 3, quiet: 1 });
    expect(seen.indexOf("quiet")).toBeLessThan(20);
  });

  it("without a key limits the whole function", async () => {
    const event = harness.name("whole");
    const { most, hold } = gauge();
    let done = 0;
    scenario = await harness.start((app) => [
      app.createFunction({ id: "whole", triggers: { event }, concurrency: 2 }, async ({ step }) => {
        await step.run("hold", () => hold(["all"], 10));
        done++;
      }),
    ]);
    await scenario.client.send(Array.from({ length: 12 }, () => ({ name: event })));
    await until(() => done === 12);
    expect(most.get("all")).toBe(2);
  });
});

describe("Priority", () => {
  it("lets an urgent run overtake those that wait", async () => {
    const event = harness.name("priority");
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        { id: "priority", triggers: { event }, concurrency: 1, priority: { run: "event.data.priority" } },
        async ({ event, step }) => {
          await step.run("hold", () => pause(100));
          seen.push(event.data.who);
        },
      ),
    ]);
    await scenario.client.send({ name: event, data: { who: "first", priority: 0 } });
    await pause(50);
    await scenario.client.send([
      { name: event, data: { who: "bulk", priority: -100 } },
      { name: event, data: { who: "normal", priority: 0 } },
      { name: event, data: { who: "urgent", priority: 120 } },
    ]);
    await until(() => seen.length === 4, { ms: 20_000 });
    expect(seen).toEqual(["first", "urgent", "normal", "bulk"]);
  });

  it("of a function, the same for all its runs, runs them all, one at a time per key", async () => {
    const event = harness.name("fixed");
    const seen: string[] = [];
    let most = 0;
    let now = 0;
    scenario = await harness.start((app) => [
      app.createFunction(
        {
          id: "fixed",
          triggers: { event },
          concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
          priority: { run: "-300" },
        },
        async ({ event, step }) => {
          for (let chunk = 1; chunk <= 2; chunk++)
            await step.run(`chunk ${chunk}`, async () => {
              most = Math.max(most, ++now);
              await pause(20);
              now--;
            });
          seen.push(event.data.who);
        },
      ),
    ]);
    for (const who of ["one", "two", "three"])
      await scenario.client.send({ name: event, data: { who, workspaceId: "w" } });
    await until(() => seen.length === 3, { ms: 20_000 });
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
    expect(most).toBe(1);
  });
});

describe("Cron", () => {
  it("starts one run per slot", { timeout: 200_000 }, async () => {
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        { id: "tick", triggers: { cron: "* * * * *" } },
        async ({ event }) => void seen.push(event.name),
      ),
    ]);
    await scenario.pass(60_000);
    await until(() => seen.length === 1);
    await scenario.pass(60_000);
    await until(() => seen.length === 2);
    await aWhile();
    expect(seen).toEqual(["inngest/scheduled.timer", "inngest/scheduled.timer"]);
    if (!harness.canJump) return;
    // Slots that passed while nobody looked are caught up once.
    await scenario.pass(86_400_000);
    await until(() => seen.length === 3);
    await aWhile();
    expect(seen).toHaveLength(3);
  });

  it.skipIf(process.env.INNGEST_TEST_URL)("can run more often here, and never piles up", async () => {
    const { most, hold } = gauge();
    let done = 0;
    scenario = await harness.start(
      (app) => [
        app.createFunction({ id: "sweep", triggers: { cron: "* * * * *" } }, async () => {
          await hold(["sweep"], 120);
          done++;
        }),
      ],
      { cadence: { sweep: 50 } },
    );
    await until(() => done === 4);
    expect(most.get("sweep")).toBe(1);
  });
});
