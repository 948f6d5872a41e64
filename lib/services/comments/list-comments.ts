import type { ServiceInput } from "@/lib/api/contract";
import type { comments } from "@/lib/api/contracts/comments";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { commentRows, presentComment } from "@/lib/services/comments/comment-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The comments on a workflow, newest first; all without a status. @throws AppError 404 */
export async function listComments({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof comments.list> }) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const filtered = commentRows(ctx)
    .where("c.workflow_id", "=", input.id)
    .$if(input.status !== undefined, (query) =>
      query.where("c.resolved_at", input.status === "open" ? "is" : "is not", null),
    );
  const rows = await filtered
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("c.created_at", "c.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("c.created_at", "desc")
    .orderBy("c.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await filtered
        .clearSelect()
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return {
    data: data.map((row) => presentComment({ ctx, row })),
    next_cursor,
    ...(count ? { count: count.n } : {}),
  };
}
