import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { presentSummaries, workflowRows } from "@/lib/services/workflows/present";

/** A page of workflows, newest first; archived ones only when asked for by status. `search` looks at the name. */
export async function listWorkflows({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflows.list>;
}) {
  const after = decodeCursor(input.cursor);
  const pattern = input.search?.trim() ? `%${input.search.trim().replace(/[\\%_]/g, "\\$&")}%` : null;
  let rows = workflowRows(ctx);
  rows = input.status ? rows.where("w.status", "=", input.status) : rows.where("w.status", "<>", "archived");
  if (pattern) rows = rows.where("w.name", "ilike", pattern);
  const count = input.count
    ? await rows.clearSelect().select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow()
    : null;
  if (after) rows = rows.where(sql<boolean>`(w.created_at, w.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const found = await rows
    .orderBy("w.created_at", "desc")
    .orderBy("w.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows: found, limit: input.limit });
  return { data: await presentSummaries({ ctx, rows: data }), next_cursor, ...(count && { count: count.n }) };
}
