import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { requireSegment } from "@/lib/services/segments/segment-rows";

/**
 * Puts contacts into a segment; who is in already stays as he is. All or none.
 * @throws AppError 404; 422 on `contact_ids` when one of them is no contact here
 */
export async function addMembers({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.addMembers>;
}): Promise<{ added: number }> {
  await requireSegment({ ctx, id: input.id });
  const ids = [...new Set(input.contact_ids)];
  const { n } = await ctx.db
    .selectFrom("contacts")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .executeTakeFirstOrThrow();
  if (n !== ids.length)
    throw invalid("contact_ids", "Some of these contacts do not exist or were deleted. Nobody was added.");
  const source = ctx.actor === null ? "workflow" : ctx.actor.kind === "key" ? "api" : "app";
  return { added: await insertMembers({ ctx, segmentId: input.id, contactIds: ids, source }) };
}

/** The insert alone, for callers that know segment and contacts exist. Sorted, so that two at once cannot deadlock. */
export async function insertMembers({
  ctx,
  segmentId,
  contactIds,
  source,
}: {
  ctx: ServiceContext;
  segmentId: string;
  contactIds: string[];
  source: string;
}): Promise<number> {
  const added = await ctx.db
    .insertInto("segment_members")
    .values(
      [...contactIds].sort().map((contact_id) => ({
        workspace_id: ctx.workspaceId,
        segment_id: segmentId,
        contact_id,
        source,
        added_at: ctx.now,
        added_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("contact_id")
    .execute();
  return added.length;
}
