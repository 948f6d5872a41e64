import { createDatabase } from "../support/database.ts";
import { startRuntime } from "../support/executor.ts";

/** `node tests/bench/executor.ts [runs]`: runs per second and time from send to end through the embedded executor. */
async function main(): Promise<void> {
  const total = Number(process.argv[2] ?? 3000);
  const database = await createDatabase();
  const ended: Record<string, number> = {};
  const begun: Record<string, number> = {};
  const { client, executor } = await startRuntime({
    databaseUrl: database.url,
    functions: (app) => [
      app.createFunction({ id: "none", triggers: { event: "bench/none" } }, async ({ event }) => {
        ended[event.data.key] = performance.now();
      }),
      app.createFunction(
        {
          id: "three",
          triggers: { event: "bench/three" },
          concurrency: [{ key: "event.data.workspace", limit: 20 }],
          priority: { run: "event.data.priority" },
        },
        async ({ event, step }) => {
          for (const id of ["a", "b", "c"]) await step.run(id, () => ({ id }));
          ended[event.data.key] = performance.now();
        },
      ),
    ],
  });
  const rows: Record<string, unknown>[] = [];
  for (const kind of ["none", "three"] as const) {
    const send = (key: string) => {
      begun[key] = performance.now();
      return client.send({
        name: `bench/${kind}`,
        id: key,
        data: { key, workspace: `w${key.length % 3}`, priority: 0 },
      });
    };
    const idle: number[] = [];
    for (let i = 0; i < 100; i++) {
      const key = `${kind}-idle-${i}`;
      await send(key);
      while (!ended[key]) await new Promise((resolve) => setTimeout(resolve, 1));
      idle.push((ended[key] ?? 0) - (begun[key] ?? 0));
    }
    const start = performance.now();
    let sent = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        while (sent < total) await send(`${kind}-${sent++}`);
      }),
    );
    const accepted = performance.now() - start;
    await executor.drain();
    const seconds = (performance.now() - start) / 1000;
    idle.sort((a, b) => a - b);
    rows.push({
      function: kind === "none" ? "no step" : "3 steps, keyed",
      "runs/s": Math.round(total / seconds),
      "events/s taken": Math.round(total / (accepted / 1000)),
      "idle p50 ms": idle[50]?.toFixed(1),
      "idle p95 ms": idle[95]?.toFixed(1),
    });
  }
  console.table(rows);
  await executor.stop();
  await database.drop();
}

await main();
