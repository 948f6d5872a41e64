import type { ServiceInput } from "@/lib/api/contract";
import type { testCases } from "@/lib/api/contracts/test-cases";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { presentTestCase, testCaseRows } from "@/lib/services/test-cases/test-case-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The test cases of a workflow, newest first. @throws AppError 404 */
export async function listTestCases({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof testCases.list>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const filtered = testCaseRows(ctx).where("t.workflow_id", "=", input.id);
  const rows = await filtered
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("t.created_at", "t.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("t.created_at", "desc")
    .orderBy("t.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await filtered
        .clearSelect()
        .select((e) => e.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    : null;
  return { data: data.map(presentTestCase), next_cursor, ...(count ? { count: count.n } : {}) };
}
