import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { advanceEvent, type RuntimeEvent } from "@/lib/runtime";

/**
 * Makes held tokens ready again, with a new epoch: the given ones, or up to `limit` of those that a paused workflow
 * or a stopped workspace held (`heldFor`, its id). Runs first, then tokens, as steps lock them. Returns the events to send after the commit.
 */
export async function releaseHeld({
  ctx,
  tokenIds,
  heldFor,
  limit = 500,
}: {
  ctx: ServiceContext;
  tokenIds?: string[];
  heldFor?: string;
  limit?: number;
}): Promise<RuntimeEvent[]> {
  const { workspaceId, now, db } = ctx;
  const which = tokenIds ? sql`t.id = any (${tokenIds}::uuid[])` : sql`t.held_for = ${heldFor ?? null}::uuid`;
  const { rows: runs } = await sql<{ id: string }>`
    select r.id from public.workflow_runs r
     where r.workspace_id = ${workspaceId} and r.id in (
       select t.run_id from public.workflow_tokens t
        where t.workspace_id = ${workspaceId} and t.status = 'held' and t.held_by <> 'serial' and ${which} limit ${limit})
     order by r.id for update`.execute(db);
  if (runs.length === 0) return [];
  const ids = runs.map((run) => run.id);
  const { rows: tokens } = await sql<{ id: string; run_id: string; epoch: number; node_id: string; visit: number }>`
    update public.workflow_tokens set status = 'ready', epoch = epoch + 1, ready_at = ${now}, sent_at = ${now}
     where workspace_id = ${workspaceId} and run_id = any (${ids}::uuid[]) and status = 'held' and held_by <> 'serial'
    returning id, run_id, epoch, node_id, visit`.execute(db);
  await db
    .updateTable("workflow_runs")
    .set({ status: "running" })
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .where(sql<boolean>`status in ('held', 'waiting')`)
    .execute();
  return tokens.map((token) =>
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
