import type { ServiceContext } from "@/lib/db/scoped";
import { findTestCase } from "@/lib/services/test-cases/test-case-rows";

/** @throws AppError 404 */
export async function deleteTestCase({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  await findTestCase({ ctx, id: input.id });
  await ctx.db
    .deleteFrom("workflow_test_cases")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return { deleted: true as const };
}
