import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { countHeld } from "@/lib/services/workflows/count-held";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Lets nobody in and holds everybody at their next step; waits go on running out. Pausing one that the
 * breaker paused makes the pause a member's: nobody enters any more. Otherwise pausing again changes nothing.
 * @throws AppError 409 when it is not live; 404
 */
export async function pauseWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  // A stopped one may still have people inside who finish: they can be held too.
  if (row.status === "draft" || row.status === "archived")
    throw new AppError(
      "conflict",
      `Only a live workflow can be paused; this one is ${row.status === "draft" ? "a draft" : row.status}.`,
    );
  if (row.status !== "paused")
    await ctx.db
      .updateTable("workflows")
      .set({ status: "paused", paused_reason: "member", paused_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
  else if (row.paused_reason === "breaker")
    await ctx.db
      .updateTable("workflows")
      .set({ paused_reason: "member" })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
  return { id: row.id, status: "paused" as const, held: await countHeld({ ctx, workflowId: row.id }) };
}
