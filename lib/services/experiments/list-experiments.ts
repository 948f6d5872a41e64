import type { ServiceInput } from "@/lib/api/contract";
import type { experiments } from "@/lib/api/contracts/experiments";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { type ExperimentRow, experimentRows, presentExperiment } from "@/lib/services/experiments/experiment-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The experiments of a workflow, newest first. @throws AppError 404 */
export async function listExperiments({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof experiments.list>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const filtered = experimentRows(ctx).where("workflow_id", "=", input.id);
  const rows = await filtered
    .$if(cursor !== null, (query) =>
      query.where((e) => e(e.refTuple("created_at", "id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows: rows as unknown as ExperimentRow[], limit: input.limit });
  const count = input.count
    ? await filtered
        .clearSelect()
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return { data: data.map(presentExperiment), next_cursor, ...(count ? { count: count.n } : {}) };
}
