import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { type Migration, MigrationError, migrate, readMigrations } from "../../../scripts/database/migrate.ts";
import { inProject } from "../../../scripts/support/paths.ts";
import { run } from "../../../scripts/support/run.ts";
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

const migration = ({ version, text }: { version: string; text: string }): Migration => ({
  version,
  text,
  name: "example",
  file: `${version}_example.sql`,
});

test("a migration that fails names its file, line and SQLSTATE and leaves nothing behind", async () => {
  const broken = migration({
    version: "29990101000001",
    text: "create table half (id int);\n\nselect missing\nfrom half;\n",
  });
  const failure = await migrate({ url: database.adminUrl, migrations: [broken] }).catch((error) => error);
  expect(failure).toBeInstanceOf(MigrationError);
  expect(failure.message).toMatch(/29990101000001_example\.sql:3: .*missing.* \(SQLSTATE 42703\)/);
  expect(await admin`select to_regclass('half') as half`).toEqual([{ half: null }]);
  expect(await admin`select from supabase_migrations.schema_migrations where version = ${broken.version}`).toHaveLength(
    0,
  );
});

test("the line is named also when PostgreSQL finds the mistake only while running", async () => {
  const text = [
    "create function public.two() returns int language plpgsql as $$",
    "begin",
    "  return 2;",
    "end",
    "$$;",
    "create table twice (id int);",
    "-- the same again",
    "create table twice (id int);",
    "create table never (id int);",
  ].join("\n");
  const again = migration({ version: "29990101000006", text });
  await expect(migrate({ url: database.adminUrl, migrations: [again] })).rejects.toThrow(
    /29990101000006_example\.sql:8: relation "twice" already exists \(SQLSTATE 42P07\)/,
  );
});

test("what only a superuser may do is refused, as hosted would refuse it", async () => {
  const greedy = migration({ version: "29990101000002", text: "alter role postgres superuser;" });
  await expect(migrate({ url: database.adminUrl, migrations: [greedy] })).rejects.toThrow(/SQLSTATE 42501/);
});

test("a body in the SQL standard form, which statement splitters break, is applied", async () => {
  const text = "create function public.one() returns int language sql begin atomic select 1; select 2; end;";
  const { applied } = await migrate({
    url: database.adminUrl,
    migrations: [migration({ version: "29990101000003", text })],
  });
  expect(applied).toEqual(["29990101000003_example.sql"]);
  expect(await admin`select public.one() as one`).toEqual([{ one: 2 }]);
});

test("two runs at the same time apply a migration once", async () => {
  const once = migration({ version: "29990101000004", text: "create table once (id int); select pg_sleep(0.2);" });
  const results = await Promise.all([1, 2, 3].map(() => migrate({ url: database.adminUrl, migrations: [once] })));
  expect(results.flatMap(({ applied }) => applied)).toEqual([once.file]);
});

test("a file that changed after it was applied is told of and not applied again", async () => {
  const first = migration({ version: "29990101000005", text: "create table changed (id int);" });
  await migrate({ url: database.adminUrl, migrations: [first] });
  const result = await migrate({
    url: database.adminUrl,
    migrations: [{ ...first, text: "create table changed (id text);" }],
  });
  expect(result).toEqual({ applied: [], changed: [first.file] });
});

test("the Supabase CLI reads the history: every migration is local and remote", async () => {
  const fresh = await createDatabase();
  const { code, stdout } = await run({
    program: inProject("node_modules/.bin/supabase"),
    args: ["migration", "list", "--db-url", fresh.adminUrl],
    env: { ...process.env, PGSSLMODE: "disable" },
  });
  await fresh.drop();
  const listed = [...stdout.matchAll(/`?(\d+)`?\s*\|\s*`?(\d+)`?\s*\|/g)].map(([, local, remote]) => [local, remote]);
  expect(code).toBe(0);
  expect(listed).toEqual(readMigrations().map(({ version }) => [version, version]));
});
