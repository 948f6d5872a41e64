import type { ServiceInput } from "@/lib/api/contract";
import type { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { send } from "@/lib/runtime";
import { releaseHeld } from "@/lib/services/runs/release-held";
import { countHeld } from "@/lib/services/workflows/count-held";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Lets people in again and lets those held go on: the first few hundred at once, the rest by the sweeper. `overdue` says what
 * happens to steps that came due during the pause, also to those the sweeper comes to later. A stopped workflow is started
 * again. Resuming a live workflow changes nothing. @throws AppError 409 when it is a draft or archived; 404
 */
export async function resumeWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Omit<ServiceInput<typeof workflowRuns.resume>, "overdue"> & {
    overdue?: ServiceInput<typeof workflowRuns.resume>["overdue"];
  };
}) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  if (row.status === "draft" || row.status === "archived")
    throw new AppError(
      "conflict",
      `Only a paused workflow can be resumed; this one is ${row.status === "draft" ? "a draft" : row.status}.`,
    );
  if (row.status !== "live") {
    await ctx.db
      .updateTable("workflows")
      .set({
        status: "live",
        paused_reason: null,
        ...(row.status === "paused" && { resumed_at: ctx.now, resume_overdue: input.overdue ?? "send_late" }),
      })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", row.id)
      .execute();
    const events = await releaseHeld({ ctx, heldFor: row.id });
    ctx.afterCommit(() => send(events));
  }
  return { id: row.id, status: "live" as const, held: await countHeld({ ctx, workflowId: row.id }) };
}
