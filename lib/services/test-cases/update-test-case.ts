import type { ServiceInput } from "@/lib/api/contract";
import type { testCases } from "@/lib/api/contracts/test-cases";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findTestCase, presentTestCase } from "@/lib/services/test-cases/test-case-rows";

/** Changes a test case; its last result is forgotten. @throws AppError 422 when the name is taken; 404; 403 */
export async function updateTestCase({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof testCases.update>;
}) {
  const row = await findTestCase({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: row.workflow_id, to: "edit" });
  if (input.name !== undefined && input.name !== row.name) {
    const taken = await ctx.db
      .selectFrom("workflow_test_cases")
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("workflow_id", "=", row.workflow_id)
      .where("name", "=", input.name)
      .executeTakeFirst();
    if (taken) throw invalid("name", "Another test case has this name.");
  }
  await ctx.db
    .updateTable("workflow_test_cases")
    .set({
      ...(input.name !== undefined && { name: input.name }),
      ...(input.input !== undefined && { input: input.input as never }),
      ...(input.expected !== undefined && { expected: input.expected }),
      last_passed: null,
      last_failures: [],
      last_run_at: null,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return presentTestCase(await findTestCase({ ctx, id: input.id }));
}
