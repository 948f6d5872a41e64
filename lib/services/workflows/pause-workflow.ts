import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { countHeld } from "@/lib/services/workflows/count-held";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Lets nobody in and holds everybody at their next step; waits go on running out. Pausing a paused workflow changes nothing.
 * @throws AppError 409 when it is not live; 404
 */
export async function pauseWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status !== "live" && row.status !== "paused")
    throw new AppError(
      "conflict",
      `Only a live workflow can be paused; this one is ${row.status === "draft" ? "a draft" : row.status}.`,
    );
  if (row.status === "live")
    await ctx.db
      .updateTable("workflows")
      .set({ status: "paused" })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
  return { id: row.id, status: "paused" as const, held: await countHeld({ ctx, workflowId: row.id }) };
}
