import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { send } from "@/lib/runtime";
import { releaseHeld } from "@/lib/services/runs/release-held";
import { countHeld } from "@/lib/services/workflows/count-held";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Lets people in again and lets those held go on: the first few hundred at once, the rest by the sweeper.
 * Resuming a live workflow changes nothing. @throws AppError 409 when it is neither paused nor live; 404
 */
export async function resumeWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status !== "live" && row.status !== "paused")
    throw new AppError(
      "conflict",
      `Only a paused workflow can be resumed; this one is ${row.status === "draft" ? "a draft" : row.status}.`,
    );
  if (row.status === "paused") {
    await ctx.db
      .updateTable("workflows")
      .set({ status: "live" })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
    const events = await releaseHeld({ ctx, workflowId: row.id });
    ctx.afterCommit(() => send(events));
  }
  return { id: row.id, status: "live" as const, held: await countHeld({ ctx, workflowId: row.id }) };
}
