import type { Sql } from "../../../scripts/database/connect.ts";

/** One way to make the database less strict, by a statement that is rolled back afterwards. */
export interface Weakening {
  table: string;
  what: string;
  statement: string;
}

/** Every policy opened for all rows, halves of UPDATE policies apart; every role requirement lowered; row security off. */
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
    const lower = (text: string) => text.replace(/'(owner|admin|editor)'::text\)/g, "'viewer'::text)");
    const lowered = [
      qual && lower(qual) !== qual ? `using (${lower(qual)})` : "",
      check && lower(check) !== check ? `with check (${lower(check)})` : "",
    ].filter(Boolean);
    if (lowered.length > 0)
      found.push({ table, what: `${table}.${name} for viewers`, statement: `${alter} ${lowered.join(" ")}` });
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
