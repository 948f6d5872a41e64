import type { ServiceInput } from "@/lib/api/contract";
import type { runActions } from "@/lib/api/contracts/run-actions";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { presentRunAction, runActionRows } from "@/lib/services/run-actions/get-run-action";

/** Actions on many runs, newest first. */
export async function listRunActions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runActions.list>;
}) {
  const cursor = decodeCursor(input.cursor);
  const rows = await runActionRows(ctx)
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("a.created_at", "a.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("a.created_at", "desc")
    .orderBy("a.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await ctx.db
        .selectFrom("run_actions")
        .where("workspace_id", "=", ctx.workspaceId)
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return { data: data.map(presentRunAction), next_cursor, ...(count ? { count: count.n } : {}) };
}
