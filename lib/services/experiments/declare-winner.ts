import { isDeepStrictEqual } from "node:util";
import type { ServiceInput } from "@/lib/api/contract";
import type { ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { requireNoExperiment } from "@/lib/services/experiments/require-no-experiment";
import { requireNoMove } from "@/lib/services/moves/require-no-move";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { makeLive } from "@/lib/services/workflows/make-live";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/**
 * Declares the winner: the experiment stops if it runs, and the variant's version goes live with its triggers. The draft and
 * the people inside stay as they are.
 * @throws AppError 409 before the start, when a winner is declared already, another experiment runs, people are being moved or the workflow is not
 *   live; 422 for a variant it does not have; 404
 */
export async function declareWinner({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof experiments.winner>;
}): Promise<ExperimentAnswer> {
  const { workflow_id: workflowId } = await findExperiment({ ctx, id: input.id });
  const workflow = await findWorkflow({ ctx, id: workflowId, lock: true });
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  const winner = row.variants.find(({ id }) => id === input.variant);
  if (!winner)
    throw invalid(
      "variant",
      `This experiment has no such variant. It has ${row.variants.map(({ id }) => id).join(", ")}.`,
    );
  if (row.status === "draft")
    throw new AppError("conflict", "This experiment has not started, so nothing is known yet.");
  if (row.winner !== null)
    throw new AppError(
      "conflict",
      "The winner has been declared already. Publish the workflow to change what is live.",
    );
  if (row.status === "stopped")
    await requireNoExperiment({ ctx, workflowId, advice: "Stop it before you make another version live." });
  if (!["live", "paused"].includes(workflow.status))
    throw new AppError("conflict", `The workflow is ${workflow.status}. Publish it first.`);
  if (workflow.published_version_id !== winner.version_id)
    await requireNoMove({ ctx, workflowId, advice: "Declare the winner when that is done, or stop it first." });
  await ctx.db
    .updateTable("experiments")
    .set({ status: "stopped", ended_at: row.ended_at ?? ctx.now, winner: winner.id })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  if (workflow.published_version_id !== winner.version_id) {
    const graph = await versionGraph({ ctx, versionId: winner.version_id });
    const same = isDeepStrictEqual(parseDraft(workflow.draft), graph);
    await makeLive({
      ctx,
      workflow,
      versionId: winner.version_id,
      graph,
      revision: same ? workflow.revision : null,
    });
  }
  return getExperiment({ ctx, input: { id: row.id } });
}
