import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** @throws AppError 404 unless this is a living contact of the workspace */
export async function requireContact({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<void> {
  const row = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("contact");
}
