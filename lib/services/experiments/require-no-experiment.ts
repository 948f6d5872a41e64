import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { type ExperimentRow, experimentRows, presentExperiment } from "@/lib/services/experiments/experiment-rows";

/** @throws AppError 409 with `details.experiment` while an experiment runs in the workflow; `advice` says what to do about it */
export async function requireNoExperiment(args: {
  ctx: ServiceContext;
  workflowId: string;
  advice: string;
}): Promise<void> {
  const { ctx, workflowId, advice } = args;
  const row = await experimentRows(ctx)
    .where("workflow_id", "=", workflowId)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (!row) return;
  const { id, name, variants } = presentExperiment(row as unknown as ExperimentRow);
  throw new AppError("conflict", `The experiment "${name}" is running in this workflow. ${advice}`, {
    details: { experiment: { id, name, variants } },
  });
}
