import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServiceContext } from "@/lib/db/scoped";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

const WITHIN_MS = 5000;

let database: TestDatabase;
let admin: Sql;
let workspaceId: string;
let runnersListeners: NodeJS.UncaughtExceptionListener[];
const uncaught: unknown[] = [];

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.superUrl);
  Object.assign(process.env, database.env);
  workspaceId = (await makeWorkspace()).workspaceId;
  // postgres.js (3.4.9) writes the rollback of a cut transaction to the socket that is gone and throws where nobody can catch
  // it. The server's process lives through that, as Next.js only logs such an error; the test runner would call it a failure.
  runnersListeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => uncaught.push(error));
});

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end({ timeout: 5 });
  await admin.end();
  await database.drop();
  process.removeAllListeners("uncaughtException");
  for (const listener of runnersListeners) process.on("uncaughtException", listener);
});

async function work<T>(fn: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  const { asWorker } = await import("@/lib/db/scoped");
  return (await asWorker({ workspaceId, fn })).value;
}

const ask = (ctx: ServiceContext) => sql<{ one: number }>`select 1 as one`.execute(ctx.db);

/** Ends all connections of the app, and returns how many there were. */
async function cut(): Promise<number> {
  const rows = await admin`select pg_terminate_backend(pid, 2000) from pg_stat_activity
    where datname = ${database.name} and pid <> pg_backend_pid()`;
  return rows.length;
}

/** Twenty transactions at once, each tried again while the database counts as unreachable, as callers are told to. */
async function twentyWork(): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  const one = async (): Promise<number | undefined> => {
    try {
      return (await work(ask)).rows[0]?.one;
    } catch (error) {
      if ((error as { code?: string }).code !== "unavailable" || Date.now() > end) throw error;
      await sleep(50);
      return one();
    }
  };
  const late = sleep(WITHIN_MS, "late", { ref: false });
  expect(await Promise.race([Promise.all(Array.from({ length: 20 }, one)), late])).toEqual(Array(20).fill(1));
}

test.each([
  ["between two transactions", async () => {}],
  [
    "while a transaction waits for the app",
    async (ctx: ServiceContext) => {
      await ask(ctx);
      expect(await cut()).toBeGreaterThan(0);
      await sleep(20);
      await ask(ctx);
    },
  ],
  [
    "while a statement runs",
    async (ctx: ServiceContext) => {
      const running = sql`select pg_sleep(30)`.execute(ctx.db);
      await Promise.all([running, sleep(100).then(cut)]);
    },
  ],
])("connections cut %s: the next twenty transactions work", async (when, happen) => {
  await twentyWork();
  if (when.startsWith("between")) expect(await cut()).toBeGreaterThan(0);
  else await expect(work(happen)).rejects.toMatchObject({ code: "unavailable" });
  await twentyWork();
  await twentyWork();
});

test("connections cut under sixteen open transactions, three times: all are refused in words, the next twenty work", async () => {
  for (let round = 0; round < 3; round++) {
    const opened: Promise<void>[] = [];
    const over = Promise.withResolvers<void>();
    const all = Array.from({ length: 16 }, () => {
      const open = Promise.withResolvers<void>();
      opened.push(open.promise);
      return work(async (ctx) => {
        await ask(ctx);
        open.resolve();
        await over.promise;
        await ask(ctx);
      });
    });
    const settled = Promise.allSettled(all);
    await Promise.all(opened);
    expect(await cut()).toBeGreaterThanOrEqual(16);
    over.resolve();
    for (const each of await settled)
      expect(each).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    await twentyWork();
  }
});

test("nothing else went wrong where nobody could catch it", () => {
  for (const error of uncaught) expect(String((error as Error).stack)).toMatch(/node_modules\/postgres\//);
  expect(uncaught.length).toBeLessThan(100);
});
