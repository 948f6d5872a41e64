import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let workspace: TestWorkspace;
let secrets: typeof import("@/lib/api/contracts/secrets").secrets;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
  workspace = await makeWorkspace();
  ({ secrets } = await import("@/lib/api/contracts/secrets"));
});
afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await database.drop();
});

test("a secret is stored sealed, listed without its value, replaced and deleted", async () => {
  const { client } = workspace;
  const made = await client(secrets.create, {
    name: "Shop",
    hosts: ["API.shop.example", "*.shop.example"],
    value: "canary-1",
  });
  expect(made.hosts).toEqual(["api.shop.example", "*.shop.example"]);
  const { openSecrets } = await import("@/lib/services/secrets/open-secrets");
  const open = async () =>
    (await openSecrets({ workspaceId: workspace.workspaceId, ids: [made.id] })).get(made.id)?.value;
  expect(await open()).toBe("canary-1");
  await client(secrets.update, { id: made.id, value: "canary-2" });
  expect(await open()).toBe("canary-2");
  const listed = await client(secrets.list, {});
  expect(listed.data[0]).toMatchObject({ id: made.id, last_used_at: expect.any(String) });
  expect(JSON.stringify([made, listed])).not.toContain("canary");
  await client(secrets.remove, { id: made.id });
  expect(await open()).toBeUndefined();
});

test("a new host needs the secret again, fewer hosts do not", async () => {
  const { client } = workspace;
  const { id } = await client(secrets.create, { name: "Two", hosts: ["a.example", "b.example"], value: "value" });
  await expect(client(secrets.update, { id, hosts: ["a.example", "evil.example"] })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: "value" }],
  });
  expect((await client(secrets.update, { id, hosts: ["b.example"] })).hosts).toEqual(["b.example"]);
  expect((await client(secrets.update, { id, hosts: ["c.example"], value: "again" })).hosts).toEqual(["c.example"]);
});

test.each([
  [{ name: "Two" }, "name"],
  [{ name: "New", hosts: [] }, "hosts"],
  [{ name: "New", hosts: ["https://a.example/x"] }, "hosts.0"],
  [{ name: "New", hosts: ["*"] }, "hosts.0"],
  [{ name: "New", value: "two\nlines" }, "value"],
])("refuses %j and names the field", async (wrong, path) => {
  const input = { hosts: ["a.example"], value: "value", ...wrong };
  const error = await workspace
    .client(secrets.create, input)
    .catch((thrown: { fields?: { path: string }[] }) => thrown);
  expect((error as { fields: { path: string }[] }).fields.map((field) => field.path)).toContain(path);
});
