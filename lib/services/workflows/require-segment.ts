import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";

/** A rule about a list that is not there would let nobody in. @throws AppError 422 at `path` when the workspace has no such segment */
export async function requireSegment({
  ctx,
  segmentId,
  path,
}: {
  ctx: ServiceContext;
  segmentId: string | undefined;
  path: string;
}): Promise<void> {
  if (!segmentId) return;
  const found = await ctx.db
    .selectFrom("segments")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", segmentId)
    .executeTakeFirst();
  if (!found) throw invalid(path, "There is no such segment.");
}
