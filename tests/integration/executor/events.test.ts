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

const HOUR = 3_600_000;

describe("An event", () => {
  it("with the same id starts each function once", async () => {
    const event = harness.name("once");
    const seen: string[] = [];
    scenario = await harness.start((app) =>
      ["first", "second"].map((id) =>
        app.createFunction({ id, triggers: { event } }, async ({ event }) => {
          seen.push(`${id} ${event.data.n}`);
        }),
      ),
    );
    const id = harness.name("id");
    await scenario.client.send([
      { name: event, id, data: { n: 1 } },
      { name: event, id, data: { n: 2 } },
    ]);
    await scenario.client.send({ name: event, id, data: { n: 3 } });
    await until(() => seen.length === 2);
    await aWhile();
    expect(seen.sort()).toEqual(["first 1", "second 1"]);
    await scenario.client.send({ name: event, id: `${id}-other`, data: { n: 4 } });
    await until(() => seen.length === 4);
  });

  it.skipIf(process.env.INNGEST_TEST_URL)("id is remembered for 24 hours and no longer", async () => {
    const event = harness.name("day");
    const seen: number[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "day", triggers: { event } }, async ({ event }) => void seen.push(event.data.n)),
    ]);
    const send = (n: number) => scenario?.client.send({ name: event, id: "same", data: { n } });
    await send(1);
    await until(() => seen.length === 1);
    await scenario.pass(23.9 * HOUR);
    await send(2);
    await aWhile();
    expect(seen).toEqual([1]);
    await scenario.pass(0.2 * HOUR);
    await send(3);
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 3]);
  });

  it("with a future ts starts its function then", { timeout: 60_000 }, async () => {
    const event = harness.name("later");
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "later", triggers: { event } }, async ({ event }) => void seen.push(event.data.when)),
    ]);
    const now = Date.now() + (await shiftOf(harness));
    await scenario.client.send([
      { name: event, ts: now + 8000, data: { when: "later" } },
      { name: event, ts: now - 8000, data: { when: "past" } },
    ]);
    await until(() => seen.length === 1);
    await scenario.pass(5000);
    await aWhile();
    expect(seen).toEqual(["past"]);
    await scenario.pass(4000);
    await until(() => seen.length === 2);
    expect(seen).toEqual(["past", "later"]);
  });

  it("more than a year ahead starts at once, as on the server", async () => {
    const event = harness.name("far");
    const seen: string[] = [];
    scenario = await harness.start((app) => [
      app.createFunction({ id: "far", triggers: { event } }, async () => void seen.push("far")),
    ]);
    await scenario.client.send({ name: event, ts: Date.now() + (await shiftOf(harness)) + 400 * 24 * HOUR });
    await until(() => seen.length === 1);
    expect(seen).toEqual(["far"]);
  });

  it("over 512 KB is refused, and so is a reserved name", { timeout: 60_000 }, async () => {
    const event = harness.name("big");
    const seen: number[] = [];
    scenario = await harness.start((app) => [
      app.createFunction(
        { id: "big", triggers: { event } },
        async ({ event }) => void seen.push(event.data.text.length),
      ),
    ]);
    await expect(scenario.client.send({ name: event, data: { text: "x".repeat(513 * 1024) } })).rejects.toThrow();
    await expect(scenario.client.send({ name: "inngest/function.failed", data: {} })).rejects.toThrow();
    await scenario.client.send({ name: event, data: { text: "x".repeat(500 * 1024) } });
    await until(() => seen.length === 1);
    expect(seen).toEqual([500 * 1024]);
  });

  it.skipIf(process.env.INNGEST_TEST_URL)(
    "beyond the 5,000th of a request is not taken, and the call fails",
    async () => {
      const event = harness.name("many");
      let seen = 0;
      scenario = await harness.start((app) => [
        app.createFunction({ id: "many", triggers: { event } }, async () => void seen++),
      ]);
      const events = Array.from({ length: 5001 }, (_, n) => ({ name: event, id: `many-${n}`, data: { n } }));
      await expect(scenario.client.send(events)).rejects.toThrow();
      await until(() => seen === 5000, { ms: 30_000 });
      await aWhile();
      expect(seen).toBe(5000);
    },
  );
});

async function shiftOf({ sql }: Harness): Promise<number> {
  if (!sql) return 0;
  const [row] = await sql`select extract(epoch from shift) * 1000 as ms from private.clock`;
  return Number(row?.ms);
}
