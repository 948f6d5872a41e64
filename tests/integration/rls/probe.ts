import type { Sql } from "../../../scripts/database/connect.ts";
import type { Row } from "./row-parts.ts";

/** One attempt: who, what, and the row that shows whether it worked. */
export interface Attempt {
  role: string;
  settings: Record<string, string>;
  statement: string;
  /** A query for the ctid of the row the attempt is about: another one afterwards, or none, means that it was reached. */
  watch: string | null;
}

/**
 * Makes the function that tries a statement as somebody else and undoes it. It answers `yes` (it reached the row), `no` (it did
 * nothing, or was refused), or `error …` for anything that is neither. A constraint that fails (class 23) counts as yes: row
 * security had let the statement through by then.
 */
export async function prepareProbe(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create or replace function pg_temp.probe(attempt jsonb) returns text language plpgsql as $$
    declare n int; before tid; after tid; state text; words text;
    begin
      if attempt ->> 'watch' is not null then execute attempt ->> 'watch' into before; end if;
      begin
        perform set_config(s.key, s.value, true) from jsonb_each_text(attempt -> 'settings') s;
        perform set_config('role', attempt ->> 'role', true);
        execute attempt ->> 'statement';
        get diagnostics n = row_count;
        perform set_config('role', 'none', true);
        if attempt ->> 'watch' is not null then
          execute attempt ->> 'watch' into after;
          n := case when after is distinct from before then 1 else 0 end;
        end if;
        raise exception using errcode = 'RB000', message = case when n > 0 then 'yes' else 'no' end;
      exception when others then
        get stacked diagnostics state = returned_sqlstate, words = message_text;
        return case when state = 'RB000' then words when state = '42501' then 'no' when state like '23%' then 'yes'
          else 'error ' || state || ' ' || words end;
      end;
    end $$`);
}

/** Makes all attempts, in order. `sql` must be the connection that prepared the probe. */
export async function probe({ sql, attempts }: { sql: Sql; attempts: Attempt[] }): Promise<string[]> {
  const rows = await sql.unsafe(
    "select pg_temp.probe(a) as outcome from jsonb_array_elements($1::text::jsonb) with ordinality as t (a, n) order by n",
    [JSON.stringify(attempts)],
  );
  return rows.map((row) => row.outcome as string);
}

/** An INSERT of the row, with the values as JSON. */
export function insertStatement({ table, row }: { table: string; row: Row }): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `insert into public.${table} (${columns}) select ${columns} from jsonb_populate_record(null::public.${table}, ${literal(JSON.stringify(row))}::jsonb)`;
}

export async function insertRow({ sql, table, row }: { sql: Sql; table: string; row: Row }): Promise<void> {
  await sql.unsafe(insertStatement({ table, row }));
}

/** A condition for exactly this row by its primary key. */
export function whereRow({ row, key }: { row: Row; key: string[] }): string {
  return key.map((column) => `"${column}" = ${literal(String(row[column]))}`).join(" and ");
}

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
