import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { advanceEvent, type RuntimeEvent } from "@/lib/runtime";
import type { LoadedVisit } from "@/lib/services/runs/load-visit";

/** Levels of workflows that start each other; deeper ones are refused at entry. */
const MAX_LEVELS = 9;

/**
 * The run that must end before this one begins, or null: the latest earlier run of the same contact, in this workflow or in any
 * workflow of the workspace that says so. A run never waits for one that caused it, or both would wait for ever. The caller
 * holds the contact's lock, so two runs never let each other go first.
 */
export async function runBefore({ ctx, run }: { ctx: ServiceContext; run: LoadedVisit }): Promise<string | null> {
  const { serial = "off" } = run.workflow_settings;
  if (serial === "off" || run.is_test || run.retry_of || run.steps.length > 0) return null;
  const reach =
    serial === "workspace"
      ? sql`(r.workflow_id = ${run.workflow_id} or w.settings ->> 'serial' = 'workspace')`
      : sql`r.workflow_id = ${run.workflow_id}`;
  const { rows } = await sql<{ id: string }>`
    with recursive causes as (
      select a.run_id, 1 as level from public.activities a
       where a.workspace_id = ${ctx.workspaceId} and a.id = ${run.trigger.activityId}::uuid and a.run_id is not null
      union all
      select a.run_id, c.level + 1 from causes c
        join public.workflow_runs r on r.workspace_id = ${ctx.workspaceId} and r.id = c.run_id
        join public.activities a on a.workspace_id = ${ctx.workspaceId} and a.id = (r.trigger ->> 'activityId')::uuid
       where a.run_id is not null and c.level < ${MAX_LEVELS})
    select r.id from public.workflow_runs r
      join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
      join public.workflow_runs mine on mine.workspace_id = r.workspace_id and mine.id = ${run.id}
     where r.workspace_id = ${ctx.workspaceId} and r.subject_id = ${run.subject_id} and ${reach}
       and r.status in ('running', 'waiting', 'held') and not r.is_test and (r.created_at, r.id) < (mine.created_at, mine.id)
       and r.id not in (select run_id from causes)
     order by r.created_at desc, r.id desc limit 1`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/**
 * Makes ready the tokens that were held until these runs have ended, in the transaction that ends them. Returns the events to
 * send after the commit. What this misses, the database itself frees, and the sweeper sends.
 */
export async function freeNextInLine({
  ctx,
  runIds,
}: {
  ctx: ServiceContext;
  runIds: string[];
}): Promise<RuntimeEvent[]> {
  const { workspaceId, now } = ctx;
  const { rows } = await sql<{ id: string; run_id: string; epoch: number; node_id: string; visit: number }>`
    with freed as (
      update public.workflow_tokens set status = 'ready', epoch = epoch + 1, ready_at = ${now}, sent_at = ${now}
       where workspace_id = ${workspaceId} and held_for = any (${runIds}::uuid[]) and status = 'held' and held_by = 'serial'
      returning id, run_id, epoch, node_id, visit),
    going as (
      update public.workflow_runs r set status = 'running' from freed
       where r.workspace_id = ${workspaceId} and r.id = freed.run_id and r.status = 'held')
    select * from freed`.execute(ctx.db);
  return rows.map((token) =>
    advanceEvent({
      workspaceId,
      runId: token.run_id,
      tokenId: token.id,
      epoch: token.epoch,
      nodeId: token.node_id,
      visit: token.visit,
      priority: 0,
    }),
  );
}
