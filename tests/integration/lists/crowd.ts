import type { Sql } from "../../../scripts/database/connect.ts";
import { insertRow } from "../rls/probe.ts";
import type { World } from "../rls/row-parts.ts";
import { factories } from "../rls/rows.ts";

/** Rows per workspace of the tables that grow, and the values that must differ from row to row (SQL over `n`, the row's number). */
const growing: Record<string, { rows: number; fresh: Record<string, string> }> = {
  api_keys: { rows: 500, fresh: { hash: "md5(random()::text)" } },
  contacts: {
    rows: 5000,
    fresh: { email: "md5(random()::text) || '@example.test'", first_name: "'Ada'", tags: "array['tag' || n % 50]" },
  },
  contact_consents: { rows: 3000, fresh: {} },
  notes: { rows: 3000, fresh: {} },
  activities: { rows: 5000, fresh: {} },
  secrets: { rows: 500, fresh: { name: "md5(random()::text)" } },
  inbound_hooks: { rows: 500, fresh: { token: "md5(random()::text)" } },
  hook_deliveries: { rows: 3000, fresh: {} },
  forms: { rows: 500, fresh: { public_id: "substr(md5(random()::text), 1, 10)" } },
  form_versions: { rows: 1000, fresh: { number: "n + 100000000" } },
  submissions: { rows: 4000, fresh: { nonce: "md5(random()::text)" } },
  workflows: { rows: 500, fresh: {} },
  workflow_versions: { rows: 1000, fresh: { number: "n + 100000000" } },
  workflow_runs: { rows: 5000, fresh: { entry_key: "md5(random()::text)" } },
  workflow_run_steps: { rows: 5000, fresh: { node_id: "md5(random()::text)" } },
  entry_decisions: { rows: 4000, fresh: { activity_id: "gen_random_uuid()" } },
  segments: { rows: 500, fresh: { name: "md5(random()::text)" } },
  tasks: { rows: 4000, fresh: { assignee_id: "md5((n % 40)::text)::uuid" } },
  workflow_comments: { rows: 3000, fresh: {} },
  workflow_test_cases: { rows: 3000, fresh: { name: "md5(random()::text)" } },
  backtests: { rows: 3000, fresh: {} },
  messages: { rows: 4000, fresh: {} },
  phone_box: { rows: 3000, fresh: { idempotency_key: "md5(random()::text)", number: "'+1555' || (1000000 + n)" } },
  mailbox: { rows: 3000, fresh: { idempotency_key: "md5(random()::text)" } },
};

/** The tables that hold many rows after `fill`; in the others a scan costs nothing. */
export const grown = Object.keys(growing);

/**
 * Fills the workspaces with enough rows that the planner has to choose. Every parent but the one each world names gets rows too,
 * so that a filter by parent is selective. `sql` is a superuser: triggers and checks of keys are off while filling.
 */
export async function fill({ sql, workspaces }: { sql: Sql; workspaces: string[] }): Promise<World[]> {
  const worlds: World[] = [];
  for (const ws of workspaces) {
    const world: World = { workspaces: { id: ws } };
    for (const [table, make] of Object.entries(factories)) {
      // Collaborators are members, who are not made here.
      if (["workspaces", "profiles", "workspace_members", "workflow_collaborators", "notifications"].includes(table))
        continue;
      world[table] = make({ ws, world });
      await insertRow({ sql, table, row: world[table] });
    }
    worlds.push(world);
  }
  await sql.unsafe("set session_replication_role = replica");
  for (const world of worlds)
    for (const [table, { rows, fresh }] of Object.entries(growing))
      await copy({ sql, table, rows, fresh, id: world[table]?.id as string });
  await sql.unsafe("set session_replication_role = origin");
  await sql.unsafe("analyze");
  return worlds;
}

async function copy({
  sql,
  table,
  rows,
  fresh,
  id,
}: {
  sql: Sql;
  table: string;
  rows: number;
  fresh: Record<string, string>;
  id: string;
}): Promise<void> {
  const columns = await sql<
    { name: string }[]
  >`select attname as name from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`;
  // One copy in ten hangs on the named parents, the others on parents of their own.
  const parents = ["contact_id", "form_id", "workflow_id", "run_id", "subject_id"];
  const values = columns.map(({ name }) => {
    if (name === "id") return "gen_random_uuid()";
    if (fresh[name]) return fresh[name];
    if (name === "created_at") return "r.created_at - n * interval '1 minute'";
    if (parents.includes(name)) return `case when n % 10 = 0 then r.${name} else md5((n % 300)::text)::uuid end`;
    return `r."${name}"`;
  });
  await sql.unsafe(
    `insert into public.${table} (${columns.map(({ name }) => `"${name}"`)}) select ${values} from public.${table} r, generate_series(1, ${rows}) n where r.id = '${id}'`,
  );
}
