import type { ServiceContext } from "@/lib/db/scoped";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findTestCase } from "@/lib/services/test-cases/test-case-rows";

/** @throws AppError 404; 403 for those who may not change the workflow */
export async function deleteTestCase({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findTestCase({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: row.workflow_id, to: "edit" });
  await ctx.db
    .deleteFrom("workflow_test_cases")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return { deleted: true as const };
}
