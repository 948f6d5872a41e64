import { readdirSync, readFileSync } from "node:fs";
import { inProject } from "../support/paths.ts";
import { connect, type Sql } from "./connect.ts";
import { locateFailure } from "./locate.ts";

export type Migration = { version: string; name: string; file: string; text: string };

/** A migration the database refused: says the file, the line, the SQLSTATE and what PostgreSQL said. */
export class MigrationError extends Error {}

/**
 * Applies the migrations that a database lacks, in order of their version, each in a transaction of its own, and
 * records them where the Supabase CLI looks (`supabase_migrations.schema_migrations`). Two runs at once wait for each other.
 * @param url login that owns the database (`postgres`), session mode.
 * @returns the file names applied now, and of those recorded before whose text has changed since.
 * @throws MigrationError for the first one refused; those before it stay applied.
 */
export async function migrate({
  url,
  migrations = readMigrations(),
}: {
  url: string;
  migrations?: Migration[];
}): Promise<{ applied: string[]; changed: string[] }> {
  const sql = connect(url);
  try {
    await sql`select pg_advisory_lock(hashtextextended('leadloom migrations', 0))`;
    await sql
      .unsafe(
        `create schema if not exists supabase_migrations;
         create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);`,
      )
      .simple();
    const rows = await sql<{ version: string; statements: string[] | null }[]>`
      select version, statements from supabase_migrations.schema_migrations`;
    const known = new Map(rows.map((row) => [row.version, row.statements]));
    const applied: string[] = [];
    const changed: string[] = [];
    for (const migration of migrations) {
      if (!known.has(migration.version)) {
        await apply({ sql, migration });
        applied.push(migration.file);
        continue;
      }
      // The CLI stores a file statement by statement; only what this runner stored can be compared.
      const stored = known.get(migration.version);
      if (stored?.length === 1 && stored[0] !== migration.text) changed.push(migration.file);
    }
    return { applied, changed };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The migrations in supabase/migrations, ordered by version. */
export function readMigrations(): Migration[] {
  const folder = inProject("supabase/migrations");
  let files: string[] = [];
  try {
    files = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return files
    .map((file) => /^(\d+)_(.+)\.sql$/.exec(file))
    .filter((match) => match !== null)
    .map(([file, version, name]) => ({
      file,
      version: version!,
      name: name!,
      text: readFileSync(`${folder}/${file}`, "utf8"),
    }))
    .sort((a, b) => (a.version < b.version ? -1 : 1));
}

async function apply({ sql, migration }: { sql: Sql; migration: Migration }): Promise<void> {
  await sql`begin`;
  try {
    // The simple protocol takes the whole file at once, so nothing here has to split SQL.
    await sql.unsafe(migration.text).simple();
    await sql`
      insert into supabase_migrations.schema_migrations (version, name, statements)
      values (${migration.version}, ${migration.name}, ${[migration.text]})`;
    await sql`commit`;
  } catch (error) {
    await sql`rollback`;
    const line = await lineOf({ sql, error, migration });
    throw new MigrationError(explain({ error, migration, line }));
  }
}

async function lineOf({
  sql,
  error,
  migration: { text },
}: {
  sql: Sql;
  error: unknown;
  migration: Migration;
}): Promise<number | undefined> {
  const { code, position } = error as { code?: string; position?: string };
  if (position) return text.slice(0, Number(position)).split("\n").length;
  return code ? locateFailure({ sql, text, code }) : undefined;
}

function explain({ error, migration, line }: { error: unknown; migration: Migration; line?: number }): string {
  const { code, message, detail, hint, where } = error as Record<string, string | undefined>;
  const place = `supabase/migrations/${migration.file}${line ? `:${line}` : ""}`;
  const rest = [detail && `Detail: ${detail}`, hint && `Hint: ${hint}`, where && `Where: ${where}`].filter(Boolean);
  return [`${place}: ${message} (SQLSTATE ${code ?? "unknown"})`, ...rest].join("\n  ");
}

if (import.meta.main) {
  const url = process.env.DATABASE_ADMIN_URL;
  if (!url) {
    console.error("DATABASE_ADMIN_URL is missing: the address of the database for the login that owns it (postgres).");
    process.exit(1);
  }
  try {
    const { applied } = await migrate({ url });
    console.log(applied.length ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  } catch (error) {
    console.error(error instanceof MigrationError ? error.message : error);
    process.exit(1);
  }
}
