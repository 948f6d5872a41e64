import type { ServiceInput } from "@/lib/api/contract";
import type { comments } from "@/lib/api/contracts/comments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { workflowAccess } from "@/lib/services/collaborators/workflow-access";
import { findComment, isAuthor, presentComment } from "@/lib/services/comments/comment-rows";

/**
 * Changes the words of a comment, resolves or reopens it. Resolving what is resolved changes nothing.
 * @throws AppError 404; 403 for the words of somebody else, and for resolving without the right to change the workflow
 */
export async function updateComment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof comments.update>;
}) {
  const row = await findComment({ ctx, id: input.id });
  if (input.body !== undefined && !isAuthor({ ctx, row }))
    throw new AppError("forbidden", "Only whoever wrote a comment may change its words. Add one of your own instead.");
  if (input.resolved !== undefined && !(await workflowAccess({ ctx, workflowId: row.workflow_id })).edit)
    throw new AppError("forbidden", "Only those who may change the workflow resolve comments. Ask one of them.");
  const turned = input.resolved !== undefined && input.resolved !== (row.resolved_at !== null);
  if (input.body === undefined && !turned) return presentComment({ ctx, row });
  await ctx.db
    .updateTable("workflow_comments")
    .set({
      ...(input.body !== undefined && { body: input.body }),
      ...(turned && {
        resolved_at: input.resolved ? ctx.now : null,
        resolved_by: input.resolved && ctx.actor?.kind === "user" ? ctx.actor.userId : null,
      }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return presentComment({ ctx, row: await findComment({ ctx, id: input.id }) });
}
