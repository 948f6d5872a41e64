import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { hookColumns, presentHook } from "@/lib/services/hooks/present-hook";

/** The workspace's inbound addresses, newest first. */
export async function listHooks({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.list>;
}): Promise<Answer<typeof hooks.list>> {
  const after = decodeCursor(input.cursor);
  let query = ctx.db
    .selectFrom("inbound_hooks")
    .select(hookColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const answer = page({ rows: (await query.execute()).map(presentHook), limit: input.limit });
  if (input.count !== "exact") return answer;
  const { n } = await ctx.db
    .selectFrom("inbound_hooks")
    .select(sql<number>`count(*)`.as("n"))
    .where("workspace_id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  return { ...answer, count: n };
}
