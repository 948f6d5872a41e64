import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Deletes a draft or archived workflow with its versions, runs and entry log. @throws AppError 409 when it is live or paused; 404 */
export async function deleteWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status !== "draft" && row.status !== "archived")
    throw new AppError("conflict", `A ${row.status} workflow cannot be deleted. Archive it first.`);
  await ctx.db.deleteFrom("workflows").where("workspace_id", "=", ctx.workspaceId).where("id", "=", input.id).execute();
  return { deleted: true as const };
}
