import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clusterStatus, ensureCluster, removeCluster, stopCluster } from "../../../scripts/database/cluster.ts";
import { query } from "../../../scripts/database/connect.ts";
import { databaseUrl } from "../../../scripts/database/urls.ts";
import { isRunning } from "../../../scripts/support/lock.ts";

let data: string;

beforeAll(() => {
  data = join(mkdtempSync(join(tmpdir(), "leadloom-cluster-")), "data");
});

afterAll(async () => {
  await removeCluster(data);
  rmSync(join(data, ".."), { recursive: true, force: true });
});

const url = (port: number) => databaseUrl({ data, port, login: "supabase_admin", database: "postgres" });

test("three processes that start it at once get the same server", async () => {
  const clusters = await Promise.all([1, 2, 3].map(() => ensureCluster({ data })));
  expect(new Set(clusters.map(({ pid }) => pid)).size).toBe(1);
});

test("nobody but its owner can read the passwords, and without one nobody gets in", async () => {
  const { port } = await ensureCluster({ data });
  const { statSync } = await import("node:fs");
  expect(statSync(join(data, "secrets.json")).mode & 0o777).toBe(0o600);
  await expect(
    query({ url: `postgres://supabase_admin:wrong@127.0.0.1:${port}/postgres`, text: "select 1" }),
  ).rejects.toThrow(/password/);
});

test("after kill -9 it comes back on the same port with everything that was committed", async () => {
  const before = await ensureCluster({ data });
  await query({ url: url(before.port), text: "create table kept (id int); insert into kept values (7);" });
  process.kill(before.pid, "SIGKILL");
  while (isRunning(before.pid)) await sleep(20);
  const after = await ensureCluster({ data });
  expect(after.port).toBe(before.port);
  expect(after.pid).not.toBe(before.pid);
  expect(await query({ url: url(after.port), text: "select id from kept" })).toEqual([{ id: 7 }]);
});

test("a clean stop leaves no process; when its port is taken meanwhile it starts on another", async () => {
  const before = await ensureCluster({ data });
  await stopCluster(data);
  expect(isRunning(before.pid)).toBe(false);
  expect(await clusterStatus(data)).toBeUndefined();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(before.port, "127.0.0.1", resolve));
  try {
    const after = await ensureCluster({ data });
    expect(after.port).not.toBe(before.port);
    expect(JSON.parse(readFileSync(join(data, "pg.json"), "utf8")).port).toBe(after.port);
  } finally {
    squatter.close();
  }
});
