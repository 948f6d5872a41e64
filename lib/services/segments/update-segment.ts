import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { nameTaken } from "@/lib/services/segments/create-segment";
import { findSegment, requireSegment } from "@/lib/services/segments/segment-rows";

/** Renames or describes a segment. @throws AppError 404; 422 on `name` when another segment has it */
export async function updateSegment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.update>;
}) {
  const { id, name, description } = input;
  await requireSegment({ ctx, id });
  if (name !== undefined) {
    const other = await ctx.db
      .selectFrom("segments")
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`lower(name) = lower(${name}::text)`)
      .where("id", "!=", id)
      .executeTakeFirst();
    if (other) throw nameTaken(name);
  }
  if (name !== undefined || description !== undefined)
    await ctx.db
      .updateTable("segments")
      .set({ ...(name !== undefined ? { name } : {}), ...(description !== undefined ? { description } : {}) })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
  return findSegment({ ctx, id });
}
