import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { selectForms, toSummary } from "@/lib/services/forms/form-rows";

/** Forms of the workspace, newest first, by status and words of the name. */
export async function listForms({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.list>;
}): Promise<Answer<typeof forms.list>> {
  const after = decodeCursor(input.cursor);
  const words = input.search ? `%${input.search.replace(/[\\%_]/g, "\\$&")}%` : null;
  let query = selectForms(ctx)
    .orderBy("f.created_at", "desc")
    .orderBy("f.id", "desc")
    .limit(input.limit + 1);
  if (input.status) query = query.where("f.status", "=", input.status);
  if (words) query = query.where("f.name", "ilike", words);
  if (after) query = query.where(sql<boolean>`(f.created_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = (await query.execute()).map(toSummary);
  const answer = page({ rows, limit: input.limit });
  if (input.count !== "exact") return answer;
  let counting = ctx.db
    .selectFrom("forms")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    .select(sql<number>`count(*)`.as("n"));
  if (input.status) counting = counting.where("status", "=", input.status);
  if (words) counting = counting.where("name", "ilike", words);
  return { ...answer, count: (await counting.executeTakeFirstOrThrow()).n };
}
