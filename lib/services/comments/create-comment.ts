import type { ServiceInput } from "@/lib/api/contract";
import type { comments } from "@/lib/api/contracts/comments";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { findComment, presentComment } from "@/lib/services/comments/comment-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/** Comments on a workflow or a step of its draft. @throws AppError 404; 422 when the draft has no such step */
export async function createComment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof comments.create>;
}) {
  const { draft } = await findWorkflow({ ctx, id: input.id });
  if (input.node_id !== null && !parseDraft(draft).nodes.some((node) => node.id === input.node_id))
    throw invalid("node_id", "This step is not in the saved draft. Save the workflow, or choose another step.");
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflow_comments")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: input.id,
      node_id: input.node_id,
      body: input.body,
      author_id: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return presentComment({ ctx, row: await findComment({ ctx, id }) });
}
