import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { experimentRows } from "@/lib/services/experiments/experiment-rows";

/** @throws AppError 409 while an experiment runs in the workflow; `todo` says what to do about it */
export async function requireNoExperiment(args: {
  ctx: ServiceContext;
  workflowId: string;
  todo: string;
}): Promise<void> {
  const { ctx, workflowId, todo } = args;
  const row = await experimentRows(ctx)
    .where("workflow_id", "=", workflowId)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (row) throw new AppError("conflict", `The experiment "${row.name}" is running in this workflow. ${todo}`);
}
