import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { chooseVariant, HOLDOUT } from "@/lib/services/experiments/choose-variant";
import type { Decision } from "@/lib/services/runs/decide-entries";
import type { RunningExperiment } from "@/lib/services/runs/entry/entry-rule";

/**
 * Asked after every rule has let a contact in: where an experiment runs, its group decides on which version, or that it is
 * held out. The exclusive group has chosen by then, so that no other workflow takes the place of one that is held out.
 * The group is written down at the first entry and stays. The caller holds the contact's lock.
 */
export async function assignVariants(args: {
  ctx: ServiceContext;
  contactId: string;
  decisions: Decision[];
}): Promise<Decision[]> {
  const { ctx, contactId, decisions } = args;
  const decided: Decision[] = [];
  for (const decision of decisions) {
    const { experiment } = decision.candidate;
    if (!experiment || decision.nodeId === null) {
      decided.push(decision);
      continue;
    }
    const group = await assign({ ctx, contactId, experiment });
    const detail = { ...decision.detail, experiment_id: experiment.id, variant: group };
    const variant = experiment.variants.find(({ id }) => id === group);
    decided.push(
      variant
        ? {
            ...decision,
            versionId: variant.version_id,
            reason: `${decision.reason} Variant "${variant.name}" of the experiment "${experiment.name}": version ${variant.version}.`,
            detail,
          }
        : { ...decision, nodeId: null, rule: HOLDOUT, reason: holdoutReason(experiment), detail },
    );
  }
  return decided;
}

export const holdoutReason = ({ name }: { name: string }): string =>
  `The contact belongs to the holdout group of the experiment "${name}": measured, not entered.`;

/** The group written down before, or the one that is written down now. */
async function assign(args: {
  ctx: ServiceContext;
  contactId: string;
  experiment: RunningExperiment;
}): Promise<string> {
  const { ctx, contactId, experiment } = args;
  const variant = chooseVariant({ experiment, contactId });
  const { rows } = await sql<{ variant: string }>`
    with first as (
      insert into public.experiment_assignments (workspace_id, experiment_id, contact_id, variant, assigned_at)
      values (${ctx.workspaceId}, ${experiment.id}, ${contactId}, ${variant}, ${ctx.now})
      on conflict do nothing returning variant)
    select variant from first
    union all
    select variant from public.experiment_assignments
     where workspace_id = ${ctx.workspaceId} and experiment_id = ${experiment.id} and contact_id = ${contactId}
    limit 1`.execute(ctx.db);
  return rows[0]?.variant ?? variant;
}
