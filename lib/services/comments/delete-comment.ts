import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findComment, isAuthor } from "@/lib/services/comments/comment-rows";

/** @throws AppError 404; 403 for a comment of somebody else, except to admins */
export async function deleteComment({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findComment({ ctx, id: input.id });
  const admin = ctx.actor?.role === "admin" || ctx.actor?.role === "owner";
  if (!admin && !isAuthor({ ctx, row }))
    throw new AppError("forbidden", "Only whoever wrote a comment, or an admin, may delete it.");
  await ctx.db
    .deleteFrom("workflow_comments")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return { deleted: true as const };
}
