import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setDefaults } from "../../scripts/database/bootstrap.ts";
import { ensureCluster } from "../../scripts/database/cluster.ts";
import { connect, query } from "../../scripts/database/connect.ts";
import { readMigrations } from "../../scripts/database/migrate.ts";
import { prepareDatabase } from "../../scripts/database/prepare.ts";
import { databaseUrl } from "../../scripts/database/urls.ts";
import { embeddedEnvironment } from "../../scripts/settings.ts";
import { isRunning, withLock } from "../../scripts/support/lock.ts";
import { inProject } from "../../scripts/support/paths.ts";

/** The data folder all tests share; nothing in it is worth keeping. */
export const testData = resolve(process.env.LEADLOOM_TEST_DATA || inProject("node_modules/.cache/leadloom-test"));

/** A migrated database of one test file. */
export type TestDatabase = {
  name: string;
  /** Login of the app: sees nothing until a role is set. */
  url: string;
  /** Login `postgres`: owns all tables and passes RLS by, as DATABASE_ADMIN_URL does. For fixtures and assertions. */
  adminUrl: string;
  /** Superuser `supabase_admin`, for what only that may do (ending other sessions, reading every catalogue). */
  superUrl: string;
  /** The settings an app on this database gets; put them into process.env before importing what reads lib/env. */
  env: Record<string, string>;
  /** Ends what is still connected and removes the database. */
  drop: () => Promise<void>;
};

/** Makes a fresh database with all migrations applied, copied from a template in under 100 ms. Call `drop()` at the end. */
export async function createDatabase(): Promise<TestDatabase> {
  const { port, template } = await ensureTemplate();
  // The process id lets a later run sweep what a killed one left.
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const server = serverUrl(port);
  await query({ url: server, text: `create database "${name}" template "${template}" owner postgres` });
  await setDefaults({ data: testData, port, database: name });
  const url = (login: "leadloom_app" | "postgres" | "supabase_admin") =>
    databaseUrl({ data: testData, port, login, database: name });
  return {
    name,
    url: url("leadloom_app"),
    adminUrl: url("postgres"),
    superUrl: url("supabase_admin"),
    env: embeddedEnvironment({ data: testData, databasePort: port, database: name }),
    drop: () => query({ url: server, text: `drop database if exists "${name}" with (force)` }).then(() => {}),
  };
}

/** Starts the shared test cluster when it is down and makes the template of the present migrations when it is missing. */
export async function ensureTemplate(): Promise<{ port: number; template: string }> {
  const { port } = await ensureCluster({ data: testData, durable: false });
  const template = templateName();
  if (await exists({ port, name: template })) return { port, template };
  await withLock({
    path: join(testData, "template.lock"),
    work: async () => {
      if (await exists({ port, name: template })) return;
      await sweep(port);
      // Built under another name, so that a template which exists is always complete.
      const building = `building_${process.pid}_${randomBytes(3).toString("hex")}`;
      try {
        await prepareDatabase({ data: testData, port, database: building });
        await query({ url: serverUrl(port), text: `alter database "${building}" rename to "${template}"` });
      } catch (error) {
        await query({ url: serverUrl(port), text: `drop database if exists "${building}" with (force)` });
        throw error;
      }
    },
  });
  return { port, template };
}

/** The template of the present migrations: another text makes another name. */
function templateName(): string {
  const hash = createHash("sha256").update(readFileSync(inProject("supabase/bootstrap.sql")));
  for (const { file, text } of readMigrations()) hash.update(`\0${file}\0${text}`);
  return `leadloom_template_${hash.digest("hex").slice(0, 12)}`;
}

function serverUrl(port: number): string {
  return databaseUrl({ data: testData, port, login: "supabase_admin", database: "postgres" });
}

async function exists({ port, name }: { port: number; name: string }): Promise<boolean> {
  const sql = connect(serverUrl(port));
  try {
    return (await sql`select from pg_database where datname = ${name}`).length > 0;
  } finally {
    await sql.end();
  }
}

/** Removes databases of processes that are gone, and all but the four newest templates. */
async function sweep(port: number): Promise<void> {
  const sql = connect(serverUrl(port));
  try {
    const rows = await sql<{ datname: string }[]>`
      select datname from pg_database where datname ~ '^(test|building|leadloom_template)_' order by oid desc`;
    const templates = rows.filter(({ datname }) => datname.startsWith("leadloom_template_")).slice(4);
    const left = rows.filter(
      ({ datname }) => /^(test|building)_/.test(datname) && !isRunning(Number(datname.split("_")[1])),
    );
    for (const { datname } of [...templates, ...left])
      await sql.unsafe(`drop database if exists "${datname}" with (force)`);
  } finally {
    await sql.end();
  }
}
