import type { Sql } from "../../../scripts/database/connect.ts";

/** One way to make the database less strict, by a statement that is rolled back afterwards. */
export interface Weakening {
  table: string;
  what: string;
  statement: string;
}

const namesWorkflow = (list: string) =>
  new RegExp(`\\w+ = ANY \\(ARRAY\\( SELECT private\\.${list}\\(\\) AS ${list}\\)\\)`, "g");

/** What may be wrong inside a policy: how it is called, and how its text becomes so. */
const edits: [string, (text: string) => string][] = [
  ["for viewers", (text) => text.replace(/'(owner|admin|editor)'::text\)/g, "'viewer'::text)")],
  ["for those whom the workflow names viewers", (text) => text.replace(namesWorkflow("closed_workflows"), "false")],
  ["for those whom no workflow names editors", (text) => text.replace(namesWorkflow("opened_workflows"), "true")],
];

/**
 * Every policy opened for all rows, halves of UPDATE policies apart; every role requirement lowered; what workflows say of
 * single people forgotten; row security off.
 */
export async function weakenings(sql: Sql): Promise<Weakening[]> {
  const policies = await sql<
    { table: string; name: string; command: string; qual: string | null; check: string | null }[]
  >`
    select tablename as table, policyname as name, cmd as command, qual, with_check as check
      from pg_policies where schemaname = 'public' order by 1, 2`;
  const found: Weakening[] = [];
  for (const { table, name, command, qual, check } of policies) {
    const alter = `alter policy "${name}" on public."${table}"`;
    const opened =
      command === "INSERT"
        ? ["with check (true)"]
        : command === "UPDATE"
          ? ["using (true)", "with check (true)", "using (true) with check (true)"]
          : ["using (true)"];
    for (const clause of opened)
      found.push({ table, what: `${table}.${name} ${clause}`, statement: `${alter} ${clause}` });
    for (const [what, edit] of edits) {
      const edited = [
        qual && edit(qual) !== qual ? `using (${edit(qual)})` : "",
        check && edit(check) !== check ? `with check (${edit(check)})` : "",
      ].filter(Boolean);
      if (edited.length > 0)
        found.push({ table, what: `${table}.${name} ${what}`, statement: `${alter} ${edited.join(" ")}` });
    }
  }
  const tables = await sql<
    { name: string }[]
  >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  for (const { name } of tables)
    found.push({
      table: name,
      what: `${name} without row security`,
      statement: `alter table public."${name}" disable row level security`,
    });
  return found;
}
