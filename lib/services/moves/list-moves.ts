import type { ServiceInput } from "@/lib/api/contract";
import type { moves } from "@/lib/api/contracts/moves";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { moveRows, presentMove } from "@/lib/services/moves/get-move";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** What became of people inside when versions of a workflow were published, newest first. @throws AppError 404 */
export async function listMoves({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof moves.list> }) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const rows = await moveRows(ctx)
    .where("m.workflow_id", "=", input.id)
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("m.created_at", "m.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("m.created_at", "desc")
    .orderBy("m.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await ctx.db
        .selectFrom("workflow_moves")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("workspace_id", "=", ctx.workspaceId)
        .where("workflow_id", "=", input.id)
        .executeTakeFirstOrThrow()
    : null;
  return { data: data.map(presentMove), next_cursor, ...(count ? { count: count.n } : {}) };
}
