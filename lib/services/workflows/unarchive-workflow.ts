import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { presentWorkflow } from "@/lib/services/workflows/present";

/**
 * Takes a workflow out of the archive. One that was published is stopped then, and lets people in once it is started; one that
 * never was is a draft. @throws AppError 409 when it is not archived; 404
 */
export async function unarchiveWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status !== "archived") throw new AppError("conflict", "This workflow is not archived.");
  await ctx.db
    .updateTable("workflows")
    .set({ status: row.published_version_id ? "stopped" : "draft" })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id: row.id }) });
}
