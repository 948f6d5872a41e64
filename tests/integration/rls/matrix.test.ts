import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { type Stage, setStage } from "./actors.ts";
import { checkTable } from "./matrix.ts";
import { insertStatement, literal, prepareProbe, probe, whereRow } from "./probe.ts";
import { factories } from "./rows.ts";
import { rules } from "./rules.ts";
import { weakenings } from "./weaken.ts";

let database: TestDatabase;
let sql: Sql;
let stage: Stage;
const keys = new Map<string, string[]>();

beforeAll(async () => {
  database = await createDatabase();
  // A superuser, because only that may step into every role; each attempt runs as the role it is about.
  sql = connect(database.superUrl);
  await prepareProbe(sql);
  stage = await setStage(sql);
  const rows = await sql<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text) as columns from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indisprimary and c.relnamespace = 'public'::regnamespace group by 1`;
  for (const { table, columns } of rows) keys.set(table, columns);
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

const check = (table: string) =>
  checkTable({ sql, stage, rule: rules.find((rule) => rule.table === table)!, key: keys.get(table)! });
const asker = (name: string) => stage.askers.find((each) => each.name === name)!;

test("every table of the catalogue has a rule and a factory, and nothing else has", async () => {
  const rows = await sql<
    { name: string }[]
  >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f') order by 1`;
  const tables = rows.map(({ name }) => name);
  expect(rules.map(({ table }) => table).sort()).toEqual(tables);
  expect(Object.keys(factories).sort()).toEqual(tables);
});

let assertions = 0;
test.each(rules.map(({ table }) => table))(
  "%s: everybody reaches what the rule says and nothing more",
  async (table) => {
    const { wrong, count } = await check(table);
    assertions += count;
    expect(wrong).toEqual([]);
  },
);

test("every weakened policy is noticed", async () => {
  const noticed: string[] = [];
  const missed: string[] = [];
  for (const { table, what, statement } of await weakenings(sql)) {
    await sql.unsafe("begin");
    await sql.unsafe(statement);
    const { wrong } = await check(table);
    await sql.unsafe("rollback");
    (wrong.length > 0 ? noticed : missed).push(what);
  }
  expect(missed).toEqual([]);
  expect((await check("contacts")).wrong).toEqual([]);
  console.info(
    `RLS matrix: ${assertions} assertions over ${rules.length} tables and ${stage.askers.length} askers; ${noticed.length} of ${noticed.length + missed.length} weakened policies noticed`,
  );
}, 180_000);

test("views run with the rights of whoever asks", async () => {
  const rows = await sql<
    { name: string; options: string[] | null }[]
  >`select relname as name, reloptions as options from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`;
  for (const { name, options } of rows) expect(options ?? [], name).toContain("security_invoker=true");
  const outcomes = await probe({
    sql,
    attempts: stage.askers.map(({ role, settings }) => ({
      role,
      settings,
      statement: `select from public.current_consents where workspace_id = ${literal(stage.ids.A)}`,
      watch: null,
    })),
  });
  expect(outcomes).toEqual(stage.askers.map(({ home }) => (home?.side === "A" ? "yes" : "no")));
});

describe("foreign keys", () => {
  test("between tables of a workspace carry the workspace", async () => {
    const rows = await sql<{ name: string; columns: string[]; target: string }[]>`
      select con.conrelid::regclass::text || '.' || con.conname as name, con.confrelid::regclass::text as target,
             array(select a.attname::text from unnest(con.conkey) k join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k) as columns
        from pg_constraint con join pg_class c on c.oid = con.conrelid where con.contype = 'f' and c.relnamespace = 'public'::regnamespace`;
    expect(rows.length).toBeGreaterThan(30);
    for (const { name, columns } of rows) expect(columns, name).toContain("workspace_id");
  });

  test("cannot reach a row of another workspace", async () => {
    const rows = await sql<{ table: string; columns: string[]; target: string }[]>`
      select c.relname as table, t.relname as target, array(select a.attname::text from unnest(con.conkey) k
             join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k where a.attname <> 'workspace_id') as columns
        from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_class t on t.oid = con.confrelid
       where con.contype = 'f' and c.relnamespace = 'public'::regnamespace and cardinality(con.conkey) > 1`;
    for (const { table, columns, target } of rows) {
      const row = factories[table]!({ ws: stage.ids.A, world: stage.worlds.A });
      for (const column of columns) row[column] = stage.worlds.B[target]?.id ?? stage.worlds.B[target]?.user_id;
      await sql.unsafe("begin");
      // Out of the way: a unique key must not be what refuses the row.
      await sql.unsafe(`delete from public.${table} where workspace_id = ${literal(stage.ids.B)}`);
      await expect(
        sql.unsafe(insertStatement({ table, row })),
        `${table}.${columns} to ${target}`,
      ).rejects.toMatchObject({ code: "23503" });
      await sql.unsafe("rollback");
    }
  });
});

describe("membership", () => {
  const attempt = async (who: string, statement: string, watch: string | null = null) => {
    const { role, settings } = asker(who);
    const [outcome] = await probe({ sql, attempts: [{ role, settings, statement, watch }] });
    return outcome;
  };
  const add = (workspace: string, user: string, role: string) =>
    insertStatement({ table: "workspace_members", row: { workspace_id: workspace, user_id: user, role } });

  test("nobody makes himself a member of another workspace", async () => {
    for (const role of ["viewer", "editor", "admin", "owner"]) {
      expect(await attempt("owner", add(stage.ids.B, stage.people.owner, role))).toBe("no");
      expect(
        await attempt("user without any workspace", add(stage.ids.A, "00000000-0000-4000-8000-000000000001", role)),
      ).toBe("no");
    }
  });

  test("only an owner makes, changes or removes an owner", async () => {
    const user = "00000000-0000-4000-8000-000000000002";
    const owner = `user_id = ${literal(stage.people.owner)}`;
    const self = (who: string) => `update public.workspace_members set role = 'owner' where user_id = ${literal(who)}`;
    expect(await attempt("owner", add(stage.ids.A, user, "owner"))).toBe("yes");
    for (const who of ["admin", "editor", "viewer", "API key of role admin"]) {
      expect(await attempt(who, add(stage.ids.A, user, "owner")), who).toBe("no");
      expect(await attempt(who, `update public.workspace_members set role = 'viewer' where ${owner}`), who).toBe("no");
      expect(await attempt(who, `delete from public.workspace_members where ${owner}`), who).toBe("no");
      expect(await attempt(who, self(stage.people.admin)), who).toBe("no");
    }
  });

  test("a profile is changed by its own person only", async () => {
    const watch = `select ctid from public.profiles where ${whereRow({ row: { user_id: stage.people.viewer }, key: ["user_id"] })}`;
    expect(await attempt("viewer", "update public.profiles set name = 'Me'", watch)).toBe("yes");
    expect(await attempt("owner", "update public.profiles set name = 'Me'", watch)).toBe("no");
  });
});

test("a notification is its reader's alone", async () => {
  const id = "00000000-0000-4000-8000-000000000003";
  const row = { id, workspace_id: stage.ids.A, user_id: stage.people.viewer, title: "New task" };
  await sql.unsafe(insertStatement({ table: "notifications", row }));
  const found = `id = ${literal(id)}`;
  for (const who of ["viewer", "owner", "admin", "API key of role admin"]) {
    const { role, settings } = asker(who);
    const attempt = (statement: string) => ({
      role,
      settings,
      statement,
      watch: statement.startsWith("update") ? `select ctid from public.notifications where ${found}` : null,
    });
    const outcomes = await probe({
      sql,
      attempts: [
        attempt(`select from public.notifications where ${found}`),
        attempt("update public.notifications set read_at = now()"),
      ],
    });
    expect(outcomes, who).toEqual(who === "viewer" ? ["yes", "yes"] : ["no", "no"]);
  }
});

test("mail to a contact is every member's, mail to a member is his, the owners' and the admins'", async () => {
  const seen = async (user: string | null) => {
    const id = randomUUID();
    const row = {
      id,
      workspace_id: stage.ids.A,
      idempotency_key: id,
      for_user: user,
      request: { to: "a@example.test" },
    };
    await sql.unsafe(insertStatement({ table: "mailbox", row }));
    const found: string[] = [];
    for (const who of ["owner", "admin", "editor", "viewer", "API key of role admin", "API key of role editor"]) {
      const { role, settings } = asker(who);
      const statement = `select from public.mailbox where id = ${literal(id)}`;
      const [outcome] = await probe({ sql, attempts: [{ role, settings, statement, watch: null }] });
      if (outcome === "yes") found.push(who);
    }
    return found;
  };
  const above = ["owner", "admin", "API key of role admin"];
  expect((await seen(stage.people.viewer)).sort()).toEqual([...above, "viewer"].sort());
  expect((await seen(stage.people.editor)).sort()).toEqual([...above, "editor"].sort());
  expect((await seen(stage.people.owner)).sort()).toEqual([...above].sort());
  expect(await seen(null)).toHaveLength(6);
});

describe("doors", () => {
  test("the app's own login sees nothing before it takes a role", async () => {
    const app = connect(database.url);
    try {
      for (const { table } of rules)
        await expect(app.unsafe(`select from public.${table} limit 1`), table).rejects.toMatchObject({ code: "42501" });
      for (const role of ["postgres", "service_role", "anon", "authenticated", "supabase_auth_admin"])
        await expect(app.unsafe(`set role ${role}`), role).rejects.toMatchObject({ code: "42501" });
    } finally {
      await app.end();
    }
  });

  test("the roles of hosted Supabase's data API have no right on any table and no way into schema private", async () => {
    const rows = await sql`
      select r.role, c.relname from unnest(array['anon', 'authenticated', 'service_role', 'public']) r(role), pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'S', 'p')
         and exists (select from aclexplode(c.relacl) a where a.grantee = case r.role when 'public' then 0 else to_regrole(r.role)::oid end)`;
    expect(rows).toEqual([]);
    const schemas =
      await sql`select r as role from unnest(array['anon', 'authenticated', 'service_role', 'lite_api']) r where has_schema_privilege(r, 'private', 'usage')`;
    expect(schemas).toEqual([]);
  });

  test("functions that pass row security by can be called by the doors only", async () => {
    const rows = await sql<{ name: string; grantees: string[] }[]>`
      select p.proname as name, case when p.proacl is null then '{public}' else coalesce((select array_agg(
        case a.grantee when 0 then 'public' else a.grantee::regrole::text end) from aclexplode(p.proacl) a
        where a.grantee <> p.proowner), '{}') end as grantees
        from pg_proc p where p.prosecdef and p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)`;
    expect(rows.length).toBeGreaterThan(10);
    for (const { name, grantees } of rows)
      expect(["leadloom_app", "app_member", "app_worker", "app_runtime"], name).toEqual(
        expect.arrayContaining(grantees),
      );
  });

  test("definer functions pin their search path", async () => {
    const rows = await sql<{ name: string; config: string[] | null }[]>`
      select p.proname as name, p.proconfig as config from pg_proc p where p.prosecdef and p.pronamespace in ('private'::regnamespace, 'public'::regnamespace, 'inngest_embedded'::regnamespace)`;
    for (const { name, config } of rows) expect(config ?? [], name).toContain('search_path=""');
  });
});
