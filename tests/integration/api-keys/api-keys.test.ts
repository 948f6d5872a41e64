import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeKey, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let admin: Sql;
let workspace: TestWorkspace;
let calls: typeof import("@/lib/api/contracts/all")["contracts"];
let clientOf: (apiKey: string) => TestWorkspace["client"];

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.adminUrl);
  Object.assign(process.env, database.env, { LEADLOOM_CLOCK: "test" });
  workspace = await makeWorkspace();
  calls = (await import("@/lib/api/contracts/all")).contracts;
  const { createClient } = await import("@/lib/api/client");
  const { callRoute } = await import("../../support/call-route.ts");
  clientOf = (apiKey) => createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

test("a key is shown once: the database holds its hash, the list its beginning", async () => {
  const made = await workspace.client(calls.apiKeys.create, {
    name: "Website",
    role: "editor",
    scopes: ["contacts:read", "contacts:write"],
  });
  expect(made.secret).toMatch(/^ll_[A-Za-z0-9_-]{43}$/);
  const { data } = await workspace.client(calls.apiKeys.list, {});
  expect(data[0]).toMatchObject({
    id: made.id,
    name: "Website",
    prefix: made.secret.slice(0, 9),
    role: "editor",
    scopes: ["contacts:read", "contacts:write"],
    revoked_at: null,
  });
  expect(JSON.stringify(data)).not.toContain(made.secret);
  const [row] = await admin`select to_jsonb(k)::text as text from api_keys k where id = ${made.id}`;
  expect(row?.text).not.toContain(made.secret);
  expect((await clientOf(made.secret)(calls.contacts.list, {})).data).toEqual([]);
});

test("a revoked key stops working at once", async () => {
  const { keyId, apiKey } = await makeKey(workspace);
  const client = clientOf(apiKey);
  await client(calls.workspaces.list, {});
  await workspace.client(calls.apiKeys.revoke, { id: keyId });
  await expect(client(calls.workspaces.list, {})).rejects.toMatchObject({ status: 401 });
  await expect(workspace.client(calls.apiKeys.revoke, { id: keyId })).resolves.toEqual({ deleted: true });
});

test("a key stops working at its expiry", async () => {
  const made = await workspace.client(calls.apiKeys.create, {
    name: "Short",
    scopes: ["workspaces:read"],
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const client = clientOf(made.secret);
  await client(calls.workspaces.list, {});
  await admin`update private.clock set shift = '2 hours'`;
  await expect(client(calls.workspaces.list, {})).rejects.toMatchObject({ status: 401 });
  await admin`update private.clock set shift = '0'`;
});

test("a key cannot make a stronger one", async () => {
  const { apiKey } = await makeKey({ ...workspace, scopes: ["api-keys:write", "contacts:read"] });
  const client = clientOf(apiKey);
  await expect(
    client(calls.apiKeys.create, { name: "More", scopes: ["contacts:read", "contacts:write"] }),
  ).rejects.toMatchObject({ status: 403 });
  await expect(client(calls.apiKeys.create, { name: "Same", scopes: ["contacts:read"] })).resolves.toMatchObject({
    role: "editor",
  });
});

test("what was sent wrong is named", async () => {
  const attempts = [
    [{ name: "", scopes: ["contacts:read"] }, "name"],
    [{ name: "K", scopes: [] }, "scopes"],
    [{ name: "K", scopes: ["contacts:read", "everything"] }, "scopes.1"],
    [{ name: "K", scopes: ["contacts:read"], expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    [{ name: "K", scopes: ["contacts:read"], expires_at: "tomorrow" }, "expires_at"],
    [{ name: "K", scopes: ["contacts:read"], role: "owner" }, "role"],
  ] as const;
  for (const [input, path] of attempts)
    await expect(workspace.client(calls.apiKeys.create, input as never), path).rejects.toMatchObject({
      status: 422,
      fields: [{ path }],
    });
});

test("a repeated request with the same idempotency key says that the secret was shown", async () => {
  const input = { name: "Once", scopes: ["contacts:read"] };
  await workspace.client(calls.apiKeys.create, input, { idempotencyKey: "once-1" });
  await expect(workspace.client(calls.apiKeys.create, input, { idempotencyKey: "once-1" })).rejects.toMatchObject({
    status: 409,
    code: "already_created",
  });
  const [row] = await admin`select response from idempotency_keys where key = 'once-1'`;
  expect(row?.response).toBeNull();
});

test("the workspace's sender identity is cleaned, and cleared with an empty value", async () => {
  const id = workspace.workspaceId;
  const changed = await workspace.client(calls.workspaces.update, {
    id,
    name: " Acme ",
    time_zone: "Europe/Berlin",
    sender_name: "Ada",
    sender_email: "Ada@Example.test",
    postal_address: "1 Street",
  });
  expect(changed).toMatchObject({
    name: "Acme",
    time_zone: "Europe/Berlin",
    sender_email: "ada@example.test",
    reply_to: null,
  });
  expect(await workspace.client(calls.workspaces.update, { id, sender_name: "" })).toMatchObject({
    sender_name: null,
    postal_address: "1 Street",
  });
  for (const [input, path] of [
    [{ name: "" }, "name"],
    [{ time_zone: "Mars/Olympus" }, "time_zone"],
    [{ sender_email: "x" }, "sender_email"],
    [{ sender_name: "a\nBcc: b@c.d" }, "sender_name"],
    [{ slug: "x" }, "slug"],
  ] as const)
    await expect(workspace.client(calls.workspaces.update, { id, ...input } as never), path).rejects.toMatchObject({
      status: 422,
      fields: [{ path }],
    });
});
