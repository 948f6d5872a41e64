import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireSegment } from "@/lib/services/segments/segment-rows";

/** Takes contacts out of a segment; who is not in is no mistake. @throws AppError 404 */
export async function removeMembers({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.removeMembers>;
}): Promise<{ removed: number }> {
  await requireSegment({ ctx, id: input.id });
  const gone = await ctx.db
    .deleteFrom("segment_members")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("segment_id", "=", input.id)
    .where(sql<boolean>`contact_id = any (${input.contact_ids}::uuid[])`)
    .returning("contact_id")
    .execute();
  return { removed: gone.length };
}
