import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
});

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await database.drop();
});

test("a step writes a time zone that exists, clears it, and is told of one that does not", async () => {
  const { asWorker } = await import("@/lib/db/scoped");
  const { contracts } = await import("@/lib/api/contracts/all");
  const { updateContactFields } = await import("@/lib/services/contacts/update-contact-fields");
  const { workspaceId, client } = await makeWorkspace();
  const { id } = await client(contracts.contacts.create, { email: "ada@example.test" });
  const write = async (time_zone: string) => {
    await asWorker({ workspaceId, fn: (ctx) => updateContactFields({ ctx, input: { id, patch: { time_zone } } }) });
    return (await client(contracts.contacts.get, { id })).time_zone;
  };
  expect(await write("Europe/Berlin")).toBe("Europe/Berlin");
  await expect(write("Mars/Base")).rejects.toMatchObject({
    code: "validation",
    message: expect.stringContaining('"Mars/Base" is not a time zone'),
  });
  expect((await client(contracts.contacts.get, { id })).time_zone).toBe("Europe/Berlin");
  expect(await write("")).toBeNull();
});
