import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { requireMeasurable } from "@/lib/services/experiments/require-measurable";
import { requireNoExperiment } from "@/lib/services/experiments/require-no-experiment";
import { requireRunnable } from "@/lib/services/experiments/require-runnable";
import { requireNoMove } from "@/lib/services/moves/require-no-move";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Divides the people who enter from now on.
 * @throws AppError 409 when it has started before, another one runs, the workflow is not live or people are being moved;
 *   422 naming a variant that cannot take people or a goal that cannot be measured; 404
 */
export async function startExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<ExperimentAnswer> {
  const { workflow_id: workflowId } = await findExperiment({ ctx, id: input.id });
  // The workflow's row first, as publishing does.
  const workflow = await findWorkflow({ ctx, id: workflowId, lock: true });
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  if (row.status !== "draft")
    throw new AppError("conflict", "This experiment has started before. Make a new one to measure again.");
  await requireNoExperiment({ ctx, workflowId, advice: "Stop it first: one runs at a time." });
  if (!workflow.published_version_id || !["live", "paused"].includes(workflow.status))
    throw new AppError("conflict", "Nobody enters this workflow. Publish it first.");
  await requireNoMove({ ctx, workflowId, advice: "Start when that is done, or stop it first." });
  const graphs = await requireRunnable({ ctx, experiment: row, liveVersionId: workflow.published_version_id });
  await requireMeasurable({ ctx, experiment: row, workflow, graphs });
  await ctx.db
    .updateTable("experiments")
    .set({ status: "running", started_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return getExperiment({ ctx, input });
}
