import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { resolveVariants } from "@/lib/services/experiments/resolve-variants";

/** Changes a draft. @throws AppError 409 once it has started, because people were divided by what it said; 422; 404 */
export async function updateExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof experiments.update>;
}): Promise<ExperimentAnswer> {
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  if (row.status !== "draft")
    throw new AppError("conflict", "This experiment has started and cannot be changed any more. Make a new one.");
  const variants =
    input.variants && (await resolveVariants({ ctx, workflowId: row.workflow_id, variants: input.variants }));
  await ctx.db
    .updateTable("experiments")
    .set({
      name: input.name ?? row.name,
      holdout_percent: input.holdout_percent ?? row.holdout_percent,
      goal: input.goal ?? row.goal,
      window_days: input.window_days ?? row.window_days,
      ...(variants && { variants: sql`${JSON.stringify(variants)}::text::jsonb` }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return getExperiment({ ctx, input });
}
