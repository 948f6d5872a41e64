import { sql } from "kysely";
import type { z } from "zod";
import type { segment } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Segments as the API shows them, with how many living contacts are in. */
export function segmentRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("segments as s")
    .select(["s.id", "s.name", "s.description", "s.kind", "s.created_at", "s.updated_at"])
    .select(
      sql<number>`(select count(*)::int from public.segment_members m
        join public.contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id and c.deleted_at is null
        where m.workspace_id = s.workspace_id and m.segment_id = s.id)`.as("members"),
    )
    .where("s.workspace_id", "=", ctx.workspaceId);
}

/** @throws AppError 404 */
export async function findSegment({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<z.input<typeof segment>> {
  const row = await segmentRows(ctx).where("s.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("segment");
  return row as z.input<typeof segment>;
}

/** @throws AppError 404 unless this is a segment of the workspace; its row stays until the transaction ends */
export async function requireSegment({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<{ name: string }> {
  const row = await ctx.db
    .selectFrom("segments")
    .select("name")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("segment");
  return row;
}
