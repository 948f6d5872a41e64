import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { ApiKeyAnswer, apiKeys } from "@/lib/api/contracts/api-keys";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { keyColumns } from "@/lib/services/api-keys/key-columns";

/** API keys of the workspace, newest first, revoked ones among them. */
export async function listApiKeys({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof apiKeys.list>;
}): Promise<Answer<typeof apiKeys.list>> {
  const after = decodeCursor(input.cursor);
  let query = ctx.db
    .selectFrom("api_keys")
    .select(keyColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = (await query.execute()).map((row) => ({ ...row, role: row.role as ApiKeyAnswer["role"] }));
  const answer = page({ rows, limit: input.limit });
  if (input.count !== "exact") return answer;
  const { n } = await ctx.db
    .selectFrom("api_keys")
    .select(sql<number>`count(*)`.as("n"))
    .where("workspace_id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  return { ...answer, count: n };
}
