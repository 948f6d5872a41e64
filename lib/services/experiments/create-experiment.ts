import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { resolveVariants } from "@/lib/services/experiments/resolve-variants";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Drafts an experiment; nobody is divided before it starts. @throws AppError 422 naming a version that was never published; 404 */
export async function createExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof experiments.create>;
}): Promise<ExperimentAnswer> {
  await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: input.id, to: "publish" });
  const variants = await resolveVariants({ ctx, workflowId: input.id, variants: input.variants });
  const id = ctx.newId();
  await ctx.db
    .insertInto("experiments")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: input.id,
      name: input.name,
      variants: sql`${JSON.stringify(variants)}::text::jsonb`,
      holdout_percent: input.holdout_percent,
      goal: input.goal,
      window_days: input.window_days,
      created_at: ctx.now,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return getExperiment({ ctx, input: { id } });
}
