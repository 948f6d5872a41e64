import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Position } from "@/lib/engine/transition";

/** A visit number that no run of this root has used for the step yet, so that its effects have keys of their own. */
export async function nextVisit(args: {
  ctx: ServiceContext;
  run: { root_run_id: string; workflow_id: string; subject_id: string };
  place: Position;
}): Promise<number> {
  const { ctx, run, place } = args;
  // By contact and workflow, which an index answers.
  const ofRoot = sql`r.workspace_id = ${ctx.workspaceId} and r.subject_id = ${run.subject_id} and r.workflow_id = ${run.workflow_id}
    and r.root_run_id = ${run.root_run_id}`;
  const { rows } = await sql<{ visit: number | null }>`
    select max(v) as visit from (
      select s.visit as v from public.workflow_runs r
        join public.workflow_run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id
       where ${ofRoot} and s.node_id = ${place.nodeId} and s.path = ${place.path}
      union all
      select t.visit from public.workflow_runs r
        join public.workflow_tokens t on t.workspace_id = r.workspace_id and t.run_id = r.id
       where ${ofRoot} and t.node_id = ${place.nodeId} and t.path = ${place.path}) x`.execute(ctx.db);
  return Math.max(rows[0]?.visit ?? 0, place.visit) + 1;
}
