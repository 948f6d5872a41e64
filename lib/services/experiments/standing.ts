import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { chooseVariant } from "@/lib/services/experiments/choose-variant";
import { type ExperimentRow, experimentRows } from "@/lib/services/experiments/experiment-rows";

/** The experiment that runs in a workflow, and the group the contact belongs to or would belong to; null without one. Writes nothing. */
export async function standingOf(args: {
  ctx: ServiceContext;
  workflowId: string;
  contactId: string;
}): Promise<{ experiment: ExperimentRow; group: string } | null> {
  const { ctx, workflowId, contactId } = args;
  const row = await experimentRows(ctx)
    .where("workflow_id", "=", workflowId)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (!row) return null;
  const experiment = row as unknown as ExperimentRow;
  const before = await ctx.db
    .selectFrom("experiment_assignments")
    .select("variant")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("experiment_id", "=", experiment.id)
    .where("contact_id", "=", contactId)
    .executeTakeFirst();
  const { id, variants, holdout_percent: holdoutPercent } = experiment;
  return {
    experiment,
    group: before?.variant ?? chooseVariant({ experiment: { id, variants, holdoutPercent }, contactId }),
  };
}

/** The version on which a contact takes part in the experiment that runs in a workflow; null when it takes part in none. */
export async function assignedVersion(args: {
  ctx: ServiceContext;
  workflowId: string;
  contactId: string;
}): Promise<string | null> {
  const { ctx, workflowId, contactId } = args;
  const { rows } = await sql<{ version_id: string }>`
    select e ->> 'version_id' as version_id from public.experiments x
      join public.experiment_assignments a on a.workspace_id = x.workspace_id and a.experiment_id = x.id
      cross join lateral jsonb_array_elements(x.variants) e
     where x.workspace_id = ${ctx.workspaceId} and x.workflow_id = ${workflowId} and x.status = 'running'
       and a.contact_id = ${contactId} and e ->> 'id' = a.variant`.execute(ctx.db);
  return rows[0]?.version_id ?? null;
}
