import type { ServiceInput } from "@/lib/api/contract";
import type { enrolments } from "@/lib/api/contracts/enrolments";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { enrolmentRows, presentEnrolments } from "@/lib/services/enrolments/get-enrolment";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Bulk enrolments of a workflow, newest first. @throws AppError 404 */
export async function listEnrolments({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof enrolments.list>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const own = () => enrolmentRows(ctx).where("workflow_id", "=", input.id);
  const rows = await own()
    .$if(cursor !== null, (query) =>
      query.where((e) => e(e.refTuple("created_at", "id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await own()
        .clearSelect()
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return { data: await presentEnrolments({ ctx, rows: data }), next_cursor, ...(count ? { count: count.n } : {}) };
}
