import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { invalid } from "@/lib/errors";
import type { ExperimentRow } from "@/lib/services/experiments/experiment-rows";
import type { WorkflowRow } from "@/lib/services/workflows/present";

/**
 * The goal must be one that people can reach, and people who are held out as well: else every uplift would be made up.
 * @throws AppError 422 naming `goal`
 */
export async function requireMeasurable(args: {
  ctx: ServiceContext;
  experiment: ExperimentRow;
  workflow: WorkflowRow;
  graphs: Graph[];
}): Promise<void> {
  const { ctx, experiment, workflow, graphs } = args;
  const { goal, holdout_percent } = experiment;
  if (goal.type === "activity") return;
  if (holdout_percent > 0) {
    if (goal.name !== null && (await reachedElsewhere({ ctx, workflow, name: goal.name }))) return;
    throw invalid(
      "goal",
      goal.name === null
        ? "People who are held out never enter, so they cannot reach a goal of this workflow. Choose something that happens to contacts, such as a tag or an event."
        : `No other live workflow has the goal "${goal.name}", so people who are held out could not reach it. Choose something that happens to contacts, such as a tag or an event.`,
    );
  }
  const ownGoal = (workflow.settings as { goal?: { name?: string } | null }).goal;
  const steps = graphs.flatMap(({ nodes }) => nodes.filter((node) => node.type === "goal" && !node.settings.disabled));
  if (goal.name === null && !ownGoal && steps.length === 0)
    throw invalid(
      "goal",
      "This workflow has no goal. Add one in its settings or as a step, or choose what else counts.",
    );
}

async function reachedElsewhere(args: { ctx: ServiceContext; workflow: WorkflowRow; name: string }): Promise<boolean> {
  const { ctx, workflow, name } = args;
  const { rows } = await sql`
    select 1 from public.workflows w
      join public.workflow_versions v on v.workspace_id = w.workspace_id and v.id = w.published_version_id
     where w.workspace_id = ${ctx.workspaceId} and w.id <> ${workflow.id} and w.status = 'live'
       and (lower(w.settings #>> '{goal,name}') = lower(${name}) or exists (
         select from jsonb_array_elements(v.graph -> 'nodes') n
          where n ->> 'type' = 'goal' and lower(n #>> '{config,name}') = lower(${name})))
     limit 1`.execute(ctx.db);
  return rows.length > 0;
}
