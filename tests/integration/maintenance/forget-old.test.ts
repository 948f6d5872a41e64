import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { callRoute } from "../../support/call-route.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let admin: Sql;
let workspaces: TestWorkspace[];

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.adminUrl);
  Object.assign(process.env, database.env, { LEADLOOM_CLOCK: "test" });
  workspaces = [await makeWorkspace(), await makeWorkspace()];
});

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await admin.end();
  await database.drop();
});

/** Makes a contact under an idempotency key. */
async function post({ workspace, key, email }: { workspace: TestWorkspace; key: string; email: string }) {
  const request = new Request(`${process.env.LEADLOOM_URL}/api/v1/contacts`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${workspace.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({ email }),
  });
  return (await callRoute(request)).status;
}

const keys = async () => (await admin`select key from idempotency_keys order by key`).map(({ key }) => key as string);

const passed = (time: string) => admin`update private.clock set shift = ${time}::interval`;

test("answers to idempotency keys go away after 48 hours, in every workspace and in chunks; younger ones stay", async () => {
  const { forgetAllOld } = await import("@/lib/services/maintenance/forget-old");
  for (const [n, workspace] of workspaces.entries())
    for (const each of [1, 2, 3])
      expect(await post({ workspace, key: `old-${n}-${each}`, email: `a${each}@example.test` })).toBe(201);
  await passed("47 hours");
  expect(await forgetAllOld({ chunk: 2 })).toBe(0);
  const [workspace] = workspaces as [TestWorkspace];
  expect(await post({ workspace, key: "young", email: "b@example.test" })).toBe(201);
  await passed("48 hours 1 minute");
  expect(await forgetAllOld({ chunk: 2 })).toBe(6);
  expect(await keys()).toEqual(["young"]);
  // The key is free again: now it means another request.
  expect(await post({ workspace, key: "old-0-1", email: "c@example.test" })).toBe(201);
});

test("the sweeper sees to it, at most once an hour", async () => {
  const { forgetOldHourly } = await import("@/lib/services/maintenance/forget-old");
  const [workspace] = workspaces as [TestWorkspace];
  await passed("200 hours");
  await forgetOldHourly();
  expect(await keys()).toEqual([]);
  expect(await post({ workspace, key: "next", email: "d@example.test" })).toBe(201);
  await passed("300 hours");
  await forgetOldHourly();
  expect(await keys()).toEqual(["next"]);
});
