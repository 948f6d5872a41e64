import { type SelectQueryBuilder, sql } from "kysely";
import { decodeCursor, page } from "@/lib/api/cursor";

/**
 * One page of a query, newest first by `created_at` and `id` of the table it calls `of`; with `count`, how many rows there are
 * in all. @throws AppError 422 on a cursor that was not made by a list
 */
export async function newestFirst<DB, TB extends keyof DB, Row extends { id: string; created_at: string }>(args: {
  query: SelectQueryBuilder<DB, TB, Row>;
  of: string;
  input: { limit: number; cursor?: string; count?: "exact" };
}): Promise<{ rows: Row[]; next_cursor: string | null; count?: number }> {
  const { query, of, input } = args;
  const cursor = decodeCursor(input.cursor);
  const [at, id] = [sql.ref(`${of}.created_at`), sql.ref(`${of}.id`)];
  const found = await query
    .$if(cursor !== null, (all) => all.where(sql<boolean>`(${at}, ${id}) < (${cursor?.at}, ${cursor?.id})`))
    .orderBy(at, "desc")
    .orderBy(id, "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows: found as Row[], limit: input.limit });
  if (!input.count) return { rows: data, next_cursor };
  const counted = query.clearSelect().select(sql<number>`count(*)`.as("n"));
  const { n } = (await counted.executeTakeFirstOrThrow()) as { n: number };
  return { rows: data, next_cursor, count: n };
}
