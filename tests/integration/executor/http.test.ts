import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Executor, startExecutor } from "../../../inngest/embedded/executor.ts";
import { createApp, testSigningKey } from "../../support/executor.ts";
import { embeddedHarness, listen, until } from "../../support/executor-harness.ts";

let harness: Awaited<ReturnType<typeof embeddedHarness>>;
beforeAll(async () => {
  harness = await embeddedHarness();
});
afterAll(() => harness.end());

it("An executor given an address calls the functions over HTTP, as in development", async () => {
  const seen: unknown[] = [];
  let executor: Executor | undefined;
  const { client, handler } = createApp({
    fetch: (input, init) => executor?.fetch(input as string, init) ?? Promise.reject(new Error("not started")),
    functions: (app) => [
      app.createFunction({ id: "served", triggers: { event: "served" } }, async ({ event, step }) => {
        const a = await step.run("a", () => ({ text: "Zoë" }));
        seen.push([event.data, a]);
      }),
    ],
  });
  const server = await listen(handler);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/inngest`;
  executor = await startExecutor({ databaseUrl: harness.databaseUrl, url, signingKey: testSigningKey, pollMs: 50 });
  await client.send({ name: "served", data: { n: 1 } });
  await until(() => seen.length === 1);
  await executor.drain();
  expect(seen).toEqual([[{ n: 1 }, { text: "Zoë" }]]);
  const [run] = await harness.sql`select status from inngest_embedded.run`;
  expect(run?.status).toBe("completed");

  // A server that is away is a failed call, to be tried again.
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await client.send({ name: "served", data: { n: 2 } });
  await executor.drain();
  const [job] = await harness.sql`select status, attempt from inngest_embedded.job`;
  expect(job).toEqual({ status: "scheduled", attempt: 1 });
  await executor.stop();
});
