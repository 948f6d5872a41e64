import { readFileSync } from "node:fs";
import { inProject } from "../support/paths.ts";
import { readSecrets } from "../support/secrets.ts";
import { connect, query } from "./connect.ts";
import { databaseUrl, type Login } from "./urls.ts";

type Target = { data: string; port: number; database?: string };

/**
 * Makes a database that looks like a hosted Supabase one before the first migration: roles, owner, schemas `extensions`
 * and `auth`, search path, passwords. Safe to repeat.
 */
export async function bootstrapDatabase({ data, port, database = "leadloom" }: Target): Promise<void> {
  const text = readFileSync(inProject("supabase/bootstrap.sql"), "utf8").replace(
    /^-- \{\{auth tables\}\}.*$/m,
    await authTables(),
  );
  const server = connect(databaseUrl({ data, port, login: "supabase_admin", database: "postgres" }));
  try {
    await server`select set_config('lock_timeout', '60s', false)`;
    if ((await server`select from pg_roles where rolname = 'postgres'`).length === 0)
      await server`create role postgres login`;
    if ((await server`select from pg_database where datname = ${database}`).length === 0) {
      await server.unsafe(`create database "${database}" owner postgres template template0 encoding 'UTF8'`);
    }
    await setDefaults({ data, port, database });
  } finally {
    await server.end({ timeout: 5 });
  }
  await query({
    url: databaseUrl({ data, port, login: "supabase_admin", database }),
    text: `begin;\n${text}\ncommit;`,
  });
  await setPasswords({ data, port, logins: ["postgres", "lite_api"] });
}

/** Settings that belong to a database and that a copy of it does not inherit. */
export async function setDefaults({ data, port, database = "leadloom" }: Target): Promise<void> {
  await query({
    url: databaseUrl({ data, port, login: "supabase_admin", database: "postgres" }),
    text: `alter database "${database}" set search_path = "$user", public, extensions`,
  });
}

/** Gives logins the passwords of the data folder. A login that no migration has made yet is left alone. */
export async function setPasswords({
  data,
  port,
  logins,
}: Omit<Target, "database"> & { logins: Login[] }): Promise<void> {
  const secrets = readSecrets(data);
  const sql = connect(databaseUrl({ data, port, login: "supabase_admin", database: "postgres" }));
  try {
    const rows = await sql<{ rolname: Login }[]>`select rolname from pg_roles where rolname = any (${logins})`;
    for (const { rolname } of rows) {
      const [row] = await sql<{ text: string }[]>`
        select format('alter role %I password %L', ${rolname}::text, ${secrets.database[rolname]}::text) as text`;
      if (row) await sql.unsafe(row.text);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function authTables(): Promise<string> {
  const { getAuthSchemaSql } = await import("@supabase/lite");
  // The schema is made by bootstrap.sql, for its owner.
  return getAuthSchemaSql().replace(/^\s*create schema[^;]*;/im, "");
}
