import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";

let database: TestDatabase;
let admin: Sql;

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.adminUrl);
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

test("the owner of the database is no superuser, as on hosted Supabase", async () => {
  const [row] = await admin`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
  expect(row).toEqual({ rolsuper: false, rolbypassrls: true });
});

test("a copy keeps the search path that extensions need", async () => {
  const [row] = await admin`show search_path`;
  expect(row?.search_path).toBe('"$user", public, extensions');
});

test("text is UTF-8 whatever the machine's locale says", async () => {
  const [row] =
    await admin`select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`;
  expect(row?.encoding).toBe("UTF8");
});

test("auth.uid() reads the signed-in person from the request", async () => {
  const id = "01890a5d-ac96-774b-bcce-b302099a8057";
  const claims = JSON.stringify({ sub: id });
  const [row] = await admin.begin(async (sql) => {
    await sql`select set_config('request.jwt.claims', ${claims}, true)`;
    return sql`select auth.uid() as id`;
  });
  expect(row?.id).toBe(id);
});

test("every migration is recorded where the Supabase CLI looks", async () => {
  const rows = await admin`select version from supabase_migrations.schema_migrations order by version`;
  const { readMigrations } = await import("../../../scripts/database/migrate.ts");
  expect(rows.map(({ version }) => version)).toEqual(readMigrations().map(({ version }) => version));
});
