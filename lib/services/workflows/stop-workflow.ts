import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { send } from "@/lib/runtime";
import { leaveRuns } from "@/lib/services/runs/leave-runs";
import { releaseHeld } from "@/lib/services/runs/release-held";
import { countHeld } from "@/lib/services/workflows/count-held";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

type Stop = typeof workflowRuns.stop;

/**
 * Lets nobody in any more. People inside finish their journey (those held by a pause go on, as if it had been resumed to send
 * late), or leave: some hundred at once, the rest by the sweeper; nobody takes another step meanwhile. Stopping again may
 * change "finish" into "leave". @throws AppError 409 for a draft or an archived workflow; 404
 */
export async function stopWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Stop>;
}): Promise<Answer<Stop>> {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status === "draft" || row.status === "archived")
    throw new AppError(
      "conflict",
      `Only a live or paused workflow can be stopped; this one is ${row.status === "draft" ? "a draft" : row.status}.`,
    );
  const leave = input.people === "leave";
  await ctx.db
    .updateTable("workflows")
    .set({
      status: "stopped",
      paused_reason: null,
      ...(row.status === "paused" && { resumed_at: ctx.now, resume_overdue: "send_late" }),
      ...(leave && { leave_before: ctx.now }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  if (leave)
    ctx.afterCommit(async () => {
      await leaveRuns({ workspaceId: ctx.workspaceId, workflowId: row.id });
    });
  else {
    const events = await releaseHeld({ ctx, heldFor: row.id });
    ctx.afterCommit(() => send(events));
  }
  return { id: row.id, status: "stopped", held: await countHeld({ ctx, workflowId: row.id }) };
}
