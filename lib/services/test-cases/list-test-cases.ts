import type { ServiceInput } from "@/lib/api/contract";
import type { testCases } from "@/lib/api/contracts/test-cases";
import type { ServiceContext } from "@/lib/db/scoped";
import { newestFirst } from "@/lib/services/newest-first";
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
  const query = testCaseRows(ctx).where("t.workflow_id", "=", input.id);
  const { rows, ...more } = await newestFirst({ query, of: "t", input });
  return { data: rows.map(presentTestCase), ...more };
}
