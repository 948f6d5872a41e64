import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDoor } from "../../../inngest/embedded/door.ts";
import { createSigner } from "../../../inngest/embedded/sign.ts";
import { createStore } from "../../../inngest/embedded/store.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { createApp, startRuntime as startAny, testSigningKey } from "../../support/executor.ts";
import { aWhile, until } from "../../support/executor-harness.ts";

let database: TestDatabase;
let sql: Sql;
let child: ChildProcess | undefined;
beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.superUrl, { max: 2, onnotice: () => {} });
  await sql`create table executor_log (run int not null, step int not null)`;
  await sql`grant all on executor_log to postgres`;
});
/** As in support, but stopped after its test, also when that failed. */
const startRuntime: typeof startAny = async (options) => {
  const runtime = await startAny(options);
  started.push(runtime.executor);
  return runtime;
};
let started: { stop: (options?: { graceMs?: number }) => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.map((executor) => executor.stop({ graceMs: 100 })));
  started = [];
  child?.kill("SIGKILL");
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const count = async (status: string): Promise<number> => {
  const [row] = await sql`select count(*)::int as n from inngest_embedded.run where status = ${status}`;
  return row?.n;
};

describe("A process killed with -9", () => {
  it("loses no run and repeats no step that was checkpointed", { timeout: 120_000 }, async () => {
    // Events go straight into the database here, and wake the other process.
    const store = createStore({ databaseUrl: database.url });
    const door = createDoor({ store, signer: createSigner(testSigningKey), local: () => false });
    const { client } = createApp({ fetch: door as typeof fetch, functions: () => [] });
    const runs = 20;
    const kills = 5;
    child = await startChild();
    await client.send(Array.from({ length: runs }, (_, run) => ({ name: "crash", id: `crash-${run}`, data: { run } })));
    const steps = async () => (await sql`select 1 from executor_log`).length;
    for (let kill = 1; kill <= kills; kill++) {
      await until(async () => (await steps()) >= kill * 22, { ms: 30_000, what: `kill ${kill}` });
      child.kill("SIGKILL");
      child = await startChild();
    }
    await until(async () => (await count("completed")) === runs, { ms: 60_000, what: "all runs" });
    await store.close();
    const rows = await sql<{ run: number; step: number; n: number }[]>`
      select run, step, count(*)::int as n from executor_log group by 1, 2`;
    expect(rows).toHaveLength(runs * 8);
    const repeated = rows.reduce((sum, { n }) => sum + n - 1, 0);
    // Only steps under way at a kill: one per call, eight calls at a time.
    expect(repeated).toBeLessThanOrEqual(kills * 8);
    expect((await sql`select 1 from inngest_embedded.job`).length).toBe(0);
  });

  it("ends a run that kills its process every time", async () => {
    await startRuntime({ databaseUrl: database.url, functions: () => [] });
    await sql`insert into inngest_embedded.function (id, retries) values ('poison', 4) on conflict do nothing`;
    await sql`insert into inngest_embedded.event (payload) values ('{"name": "poison", "id": "p", "data": {}}')`;
    await sql`insert into inngest_embedded.run (id, function_id, event_seq, created_at)
      select gen_random_uuid(), 'poison', max(seq), now() from inngest_embedded.event`;
    await sql`insert into inngest_embedded.executor (name) values ('gone')`;
    await sql`insert into inngest_embedded.job (run_id, function_id, status, due_at, rank, priority, keys, limits, owner, stops)
      select r.id, 'poison', 'running', now(), now(), 0, '{}', '{}', e.id, 19
      from inngest_embedded.run r, inngest_embedded.executor e where r.function_id = 'poison' and e.name = 'gone'`;
    await until(async () => (await count("failed")) === 1);
    const [run] = await sql`select error from inngest_embedded.run where function_id = 'poison'`;
    expect(run?.error.message).toContain("stopped 20 times");
  });
});

describe("Two executors", () => {
  it("share the work, each run once, and one goes on alone", { timeout: 60_000 }, async () => {
    const seen = new Map<number, number>();
    const by = { a: 0, b: 0 };
    const start = (who: "a" | "b") =>
      startRuntime({
        databaseUrl: database.url,
        concurrency: 4,
        functions: (app) => [
          app.createFunction(
            { id: "shared", triggers: { event: "shared" }, concurrency: [{ key: "event.data.key", limit: 5 }] },
            async ({ event, step }) => {
              await step.run("work", () => new Promise((resolve) => setTimeout(resolve, 5)));
              seen.set(event.data.n, (seen.get(event.data.n) ?? 0) + 1);
              by[who]++;
            },
          ),
        ],
      });
    const [a, b] = [await start("a"), await start("b")];
    const events = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => ({ name: "shared", data: { n: from + n, key: "k" } }));
    await a.client.send(events(0, 100));
    await a.executor.drain();
    expect(by.a).toBeGreaterThan(0);
    expect(by.b).toBeGreaterThan(0);
    void b.client.send(events(100, 200));
    await until(() => seen.size > 120);
    await a.executor.stop();
    await until(() => seen.size === 200);
    await b.executor.drain();
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it("go on after all their connections are cut", { timeout: 60_000 }, async () => {
    const seen: number[] = [];
    const { client, executor } = await startRuntime({
      databaseUrl: database.url,
      functions: (app) => [
        app.createFunction({ id: "cut", triggers: { event: "cut" } }, async ({ event, step }) => {
          for (const id of ["a", "b", "c"]) await step.run(id, () => new Promise((resolve) => setTimeout(resolve, 20)));
          seen.push(event.data.n);
        }),
      ],
    });
    const cut = () => sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${database.name} and application_name like 'leadloom executor%'`;
    await client.send(Array.from({ length: 100 }, (_, n) => ({ name: "cut", data: { n } })));
    await until(() => seen.length > 10);
    await cut();
    await until(() => seen.length > 40);
    await cut();
    await until(() => new Set(seen).size === 100, { ms: 30_000 });
    await executor.drain();
    const [left] =
      await sql`select count(*)::int as n from inngest_embedded.run where function_id = 'app-cut' and status <> 'completed'`;
    expect(left?.n).toBe(0);
    expect(executor.alive()).toBe(true);
  });

  it("drop the answer of a call whose job went to another", { timeout: 30_000 }, async () => {
    const seen: string[] = [];
    const { client, executor } = await startRuntime({
      databaseUrl: database.url,
      functions: (app) => [
        app.createFunction({ id: "fenced", triggers: { event: "fenced" } }, async ({ step }) => {
          const call = seen.push("call");
          await step.run("work", async () => {
            // As if this process had stood still, and its job had been taken back meanwhile.
            if (call === 1) {
              await sql`update inngest_embedded.job set status = 'ready', owner = null, generation = generation + 1`;
              await until(() => seen.length === 2);
              await aWhile();
            }
            return call;
          });
          seen.push(`end of ${call}`);
          return call;
        }),
      ],
    });
    await client.send({ name: "fenced" });
    await until(() => seen.includes("end of 2"));
    await executor.drain();
    await aWhile();
    expect(seen).toEqual(["call", "call", "end of 2"]);
    const [run] = await sql`select status, output from inngest_embedded.run where function_id = 'app-fenced'`;
    expect(run).toEqual({ status: "completed", output: 2 });
  });
});

describe("A run", () => {
  it("can be cancelled, and its running call stops at the next step", async () => {
    const seen: string[] = [];
    const { client } = await startRuntime({
      databaseUrl: database.url,
      functions: (app) => [
        app.createFunction({ id: "cancel", triggers: { event: "cancel" } }, async ({ step, runId }) => {
          await step.run("before", async () => {
            seen.push("before");
            await sql`select inngest_embedded.cancel(${runId})`;
          });
          await step.run("after", () => seen.push("after"));
        }),
      ],
    });
    await client.send({ name: "cancel" });
    await until(async () => (await count("cancelled")) === 1);
    await aWhile();
    expect(seen).toEqual(["before"]);
  });

  it("is forgotten 25 hours after its end, with its steps and its event", async () => {
    await sql`select inngest_embedded.prune(1000)`;
    expect(await count("completed")).toBeGreaterThan(0);
    await sql`update private.clock set shift = shift + interval '25 hours 1 minute'`;
    const [row] = await sql`select inngest_embedded.prune(1000) as gone`;
    expect(row?.gone).toBeGreaterThan(0);
    for (const table of ["run", "step", "event"]) {
      expect((await sql`select 1 from ${sql(`inngest_embedded.${table}`)}`).length).toBe(0);
    }
  });
});

async function startChild(): Promise<ChildProcess> {
  const file = resolve(import.meta.dirname, "../../support/executor-child.ts");
  const process = fork(file, [database.url, database.adminUrl], {
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await new Promise<void>((resolve, reject) => {
    process.once("message", () => resolve());
    process.once("exit", (code) => reject(new Error(`The child ended with ${code}`)));
  });
  return process;
}
