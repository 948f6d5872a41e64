import { type RawBuilder, sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import type { ExperimentRow } from "@/lib/services/experiments/experiment-rows";
import type { Group } from "@/lib/statistics/two-proportions";

/**
 * People and conversions by group. Each person counts once, from the assignment until the window or the experiment ends:
 * afterwards those who were held out may enter, and would not be a comparison any more. Test runs are left out.
 */
export async function countGroups({
  ctx,
  experiment,
}: {
  ctx: ServiceContext;
  experiment: ExperimentRow;
}): Promise<Map<string, Group>> {
  const { rows } = await sql<Group & { variant: string }>`
    with p as (
      select contact_id, variant, assigned_at as at,
          least(assigned_at + make_interval(days => ${experiment.window_days}::int), ${experiment.ended_at}::timestamptz) as until
        from public.experiment_assignments where workspace_id = ${ctx.workspaceId} and experiment_id = ${experiment.id})
    select p.variant, count(*) as people, count(*) filter (where ${converted({ ctx, experiment })}) as converted
      from p group by p.variant`.execute(ctx.db);
  const groups = new Map<string, Group>(experiment.variants.map(({ id }) => [id, { people: 0, converted: 0 }]));
  if (experiment.holdout_percent > 0) groups.set(HOLDOUT, { people: 0, converted: 0 });
  for (const { variant, people, converted } of rows)
    if (groups.has(variant)) groups.set(variant, { people, converted });
  return groups;
}

function converted({ ctx, experiment }: { ctx: ServiceContext; experiment: ExperimentRow }): RawBuilder<boolean> {
  const { goal, workflow_id } = experiment;
  if (goal.type === "goal")
    return sql<boolean>`exists (select from public.conversions c where c.workspace_id = ${ctx.workspaceId}
      and c.contact_id = p.contact_id and not c.is_test and c.at >= p.at and c.at <= p.until
      and ${goal.name === null ? sql`c.workflow_id = ${workflow_id}` : sql`lower(c.name) = lower(${goal.name})`})`;
  // Strictly later: what brought the contact in is not what the workflow brought.
  return sql<boolean>`exists (select from public.activities a where a.workspace_id = ${ctx.workspaceId}
    and a.subject_id = p.contact_id and a.type = ${goal.activity} and a.created_at > p.at and a.created_at <= p.until
    and ${goal.key === null ? sql`true` : sql`(lower(a.key) = lower(${goal.key}) or lower(${goal.key}) = any (lower(a.keys::text)::text[]))`})`;
}
