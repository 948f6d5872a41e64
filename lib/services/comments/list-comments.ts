import type { ServiceInput } from "@/lib/api/contract";
import type { comments } from "@/lib/api/contracts/comments";
import type { ServiceContext } from "@/lib/db/scoped";
import { commentRows, presentComment } from "@/lib/services/comments/comment-rows";
import { newestFirst } from "@/lib/services/newest-first";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The comments on a workflow, newest first; all without a status. @throws AppError 404 */
export async function listComments({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof comments.list> }) {
  await findWorkflow({ ctx, id: input.id });
  const query = commentRows(ctx)
    .where("c.workflow_id", "=", input.id)
    .$if(input.status !== undefined, (query) =>
      query.where("c.resolved_at", input.status === "open" ? "is" : "is not", null),
    );
  const { rows, ...more } = await newestFirst({ query, of: "c", input });
  return { data: rows.map((row) => presentComment({ ctx, row })), ...more };
}
