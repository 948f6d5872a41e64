import { type GetStepTools, type Inngest, NonRetriableError, RetryAfterError } from "inngest";
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

/** Longest backoff before the first retry: 15 s and 30 s of jitter. */
const FIRST_RETRY = 46_000;
type Steps = GetStepTools<Inngest>;
const slow = { timeout: 200_000 };

describe("A run", () => {
  it("gets the event that started it and ends with one call", async () => {
    const event = harness.name("plain");
    const seen: unknown[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "plain", triggers: { event } }, async ({ event, runId, attempt }) => {
        seen.push([event.name, event.data, attempt, runId.length > 10]);
        return { fine: true };
      }),
    ]);
    await scenario.client.send({ name: event, data: { text: "Zoë \u0000 \ud800 ok", list: [1, null, { a: -1.5 }] } });
    await until(() => seen.length === 1);
    await aWhile();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject([event, { list: [1, null, { a: -1.5 }] }, 0, true]);
    expect(scenario.calls()).toBe(1);
  });

  it("starts every function that listens, and none that does not", async () => {
    const event = harness.name("fan");
    const seen: string[] = [];
    scenario = await harness.start((app) =>
      ["one", "two", "other"].map((id) =>
        app.createFunction({ id, triggers: { event: id === "other" ? harness.name("nobody") : event } }, async () => {
          seen.push(id);
        }),
      ),
    );
    await scenario.client.send({ name: event });
    await until(() => seen.length === 2);
    await aWhile();
    expect(seen.sort()).toEqual(["one", "two"]);
  });

  it("runs its steps once each, in order, in one call", async () => {
    const event = harness.name("steps");
    const seen: unknown[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "steps", triggers: { event } }, async ({ step }) => {
        const a = await step.run("a", () => seen.push("a") && { n: 1 });
        const b = await step.run("b", () => seen.push("b") && null);
        await step.run("a", () => seen.push("a again"));
        seen.push(["end", a, b]);
      }),
    ]);
    await scenario.client.send({ name: event });
    await until(() => seen.length === 4);
    await aWhile();
    expect(seen).toEqual(["a", "b", "a again", ["end", { n: 1 }, null]]);
    expect(scenario.calls()).toBe(1);
  });

  it("runs steps in separate calls when its function does not checkpoint", async () => {
    const event = harness.name("calls");
    const seen: unknown[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "calls", triggers: { event }, checkpointing: false }, async ({ step }) => {
        const a = await step.run("a", () => seen.push("a"));
        const b = await step.run("b", () => seen.push("b"));
        seen.push([a, b]);
      }),
    ]);
    await scenario.client.send({ name: event });
    await until(() => seen.length === 3);
    expect(seen).toEqual(["a", "b", [1, 2]]);
    expect(scenario.calls()).toBe(3);
  });
});

describe("A step that fails", slow, () => {
  it("is tried again after the backoff, without repeating the steps before it", async () => {
    const event = harness.name("retry");
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "retry", triggers: { event } }, async ({ step, attempt }) => {
        await step.run("before", () => seen.push("before"));
        await step.run("shaky", () => {
          seen.push(`shaky ${attempt}`);
          if (attempt === 0) throw new Error("not yet");
        });
        await step.run("after", () => seen.push("after"));
      }),
    ]);
    await scenario.client.send({ name: event });
    await until(() => seen.length === 2);
    await scenario.pass(14_000);
    await aWhile();
    expect(seen).toEqual(["before", "shaky 0"]);
    await scenario.pass(FIRST_RETRY - 14_000);
    await until(() => seen.length === 4);
    expect(seen).toEqual(["before", "shaky 0", "shaky 1", "after"]);
    // The call that failed, the retry of the step, and the rest.
    await until(() => scenario?.calls() === 3);
  });

  it("waits as long as Retry-After says", async () => {
    const event = harness.name("after");
    const seen: number[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "after", triggers: { event } }, async ({ step, attempt }) => {
        await step.run("limited", () => {
          seen.push(attempt);
          if (attempt === 0) throw new RetryAfterError("slow down", "5s");
        });
      }),
    ]);
    await scenario.client.send({ name: event });
    await until(() => seen.length === 1);
    await scenario.pass(3000);
    await aWhile();
    expect(seen).toEqual([0]);
    await scenario.pass(4000);
    await until(() => seen.length === 2);
    expect(seen).toEqual([0, 1]);
  });

  it("can be caught by its function once it has failed for good", async () => {
    const event = harness.name("caught");
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "caught", triggers: { event } }, async ({ step }) => {
        await step
          .run("refused", () => {
            seen.push("refused");
            throw new NonRetriableError("never");
          })
          .catch((error: Error) => seen.push(`caught ${error.message}`));
        await step.run("on", () => seen.push("on"));
      }),
    ]);
    await scenario.client.send({ name: event });
    await until(() => seen.includes("on"));
    expect(seen).toEqual(["refused", "caught never", "on"]);
  });
});

describe("A function that fails", slow, () => {
  it("ends at once on a non-retriable error and tells its onFailure", async () => {
    const event = harness.name("final");
    const seen: unknown[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        {
          id: "final",
          triggers: { event },
          onFailure: async ({ error, event }) => {
            seen.push(["failed", error.message, event.data.event.data, event.data.function_id]);
          },
        },
        async () => {
          seen.push("called");
          throw new NonRetriableError("no use");
        },
      ),
    ]);
    await scenario.client.send({ name: event, data: { n: 7 } });
    await until(() => seen.length === 2);
    await aWhile();
    expect(seen).toEqual(["called", ["failed", "no use", { n: 7 }, `${scenario.client.id}-final`]]);
  });

  it("is called once more than its retries, then tells its onFailure once", async () => {
    const event = harness.name("exhausted");
    const seen: unknown[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        { id: "exhausted", triggers: { event }, retries: 2, onFailure: async () => void seen.push("failed") },
        async ({ attempt, maxAttempts }) => {
          seen.push([attempt, maxAttempts]);
          throw new Error("again");
        },
      ),
    ]);
    await scenario.client.send({ name: event });
    for (const [calls, wait] of [
      [1, FIRST_RETRY],
      [2, 61_000],
    ] as const) {
      await until(() => seen.length === calls, { ms: 60_000 });
      await aWhile();
      await scenario.pass(wait);
    }
    await until(() => seen.length === 4, { ms: 60_000 });
    await scenario.pass(harness.canJump ? 86_400_000 : 0);
    await aWhile();
    expect(seen).toEqual([[0, 3], [1, 3], [2, 3], "failed"]);
  });
});

describe.runIf(!process.env.INNGEST_TEST_URL)("An operation the executor does not support", () => {
  it.each([
    ["Sleep", (step: Steps) => step.sleep("nap", "1s")],
    ["WaitForEvent", (step: Steps) => step.waitForEvent("more", { event: "x", timeout: "1s" })],
    ["parallel", (step: Steps) => Promise.all([step.run("a", () => 1), step.run("b", () => 2)])],
  ])("fails the run and says so: %s", async (word, work) => {
    const event = harness.name(`unknown-${word}`);
    const errors: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        { id: "unknown", triggers: { event }, onFailure: async ({ error }) => void errors.push(error.message) },
        async ({ step }) => {
          await step.run("first", () => 1);
          await work(step);
        },
      ),
    ]);
    await scenario.client.send({ name: event });
    await until(() => errors.length === 1);
    expect(errors[0]).toContain("does not support");
    expect(errors[0]).toContain(word);
  });
});
