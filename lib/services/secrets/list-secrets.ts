import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { secrets } from "@/lib/api/contracts/secrets";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { secretColumns } from "@/lib/services/secrets/secret-columns";

/** Secrets of the workspace, newest first, without their values. */
export async function listSecrets({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof secrets.list>;
}): Promise<Answer<typeof secrets.list>> {
  const after = decodeCursor(input.cursor);
  let query = ctx.db
    .selectFrom("secrets")
    .select(secretColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const answer = page({ rows: await query.execute(), limit: input.limit });
  if (input.count !== "exact") return answer;
  const { n } = await ctx.db
    .selectFrom("secrets")
    .select(sql<number>`count(*)`.as("n"))
    .where("workspace_id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  return { ...answer, count: n };
}
