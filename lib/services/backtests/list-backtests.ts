import type { ServiceInput } from "@/lib/api/contract";
import type { backtests } from "@/lib/api/contracts/backtests";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { backtestRows, presentBacktest } from "@/lib/services/backtests/present-backtest";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The backtests of a workflow, newest first. @throws AppError 404 */
export async function listBacktests({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof backtests.list>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const filtered = backtestRows(ctx).where("b.workflow_id", "=", input.id);
  const rows = await filtered
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("b.created_at", "b.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("b.created_at", "desc")
    .orderBy("b.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await filtered
        .clearSelect()
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return { data: data.map(presentBacktest), next_cursor, ...(count ? { count: count.n } : {}) };
}
