import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let stop: () => Promise<void>;
beforeAll(async () => {
  h = await runsHarness();
  const { startDurableRuntime } = await import("@/inngest/start");
  await startDurableRuntime();
  const { startExecutorHere } = await import("@/inngest/embedded/here");
  // Started already: this only hands it out.
  const executor = await startExecutorHere({} as never);
  stop = () => executor.stop();
});
afterAll(async () => {
  await stop();
  await h.end();
});

test("a backtest that was asked for over the API is worked off by the durable runtime", async () => {
  const { client } = h.workspace;
  const { backtests } = await import("@/lib/api/contracts/backtests");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  const nodes = [{ id: "t", type: "tag_added", config: { tag: "durable" } }];
  const { id } = await client(workflows.create, { name: "Durable", draft: graphOf({ nodes }) as never });
  await h.addTag(await h.addContact(), "durable");
  const started = await client(backtests.start, { id, days: 7 });
  const end = Date.now() + 30_000;
  let now = started;
  while (now.status === "queued" || now.status === "running") {
    if (Date.now() > end) throw new Error("Nobody worked on it.");
    await sleep(20);
    now = await client(backtests.get, { id: started.id });
  }
  expect(now).toMatchObject({ status: "done", seen: 1, result: { entered: 1 } });
}, 60_000);
