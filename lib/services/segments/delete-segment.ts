import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Deletes a segment. Its contacts stay, and no workflow hears that they left. @throws AppError 404 */
export async function deleteSegment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.remove>;
}) {
  const gone = await ctx.db
    .deleteFrom("segments")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw notFound("segment");
  return { deleted: true as const };
}
