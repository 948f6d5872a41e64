import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { send } from "@/lib/runtime";
import { freeNextInLine } from "@/lib/services/runs/next-in-line";

/**
 * Ends runs from outside: status, tokens, open steps and waits in one go. The caller holds the contact's lock and the run
 * rows; runs that have ended before are left alone. Raising the epochs lets events under way come to nothing.
 */
export async function closeRuns({
  ctx,
  runIds,
  status,
  reason,
}: {
  ctx: ServiceContext;
  runIds: string[];
  status: "cancelled" | "exited" | "failed";
  reason: string;
}): Promise<void> {
  if (runIds.length === 0) return;
  const { workspaceId, now, db } = ctx;
  const next = await freeNextInLine({ ctx, runIds });
  ctx.afterCommit(() => send(next));
  const these = (column: string) => sql<boolean>`${sql.ref(column)} = any (${runIds}::uuid[])`;
  await Promise.all([
    db
      .updateTable("workflow_runs")
      .set({ status, reason, ended_at: now })
      .where("workspace_id", "=", workspaceId)
      .where(these("id"))
      .where(sql<boolean>`status in ('running', 'waiting', 'held')`)
      .execute(),
    db
      .updateTable("workflow_tokens")
      .set({
        status: "done",
        stopped: true,
        ...{ lease_id: null, lease_run: null, lease_until: null, held_by: null, held_for: null, held_at: null },
        epoch: sql`epoch + 1`,
      })
      .where("workspace_id", "=", workspaceId)
      .where(these("run_id"))
      .where("status", "!=", "done")
      .execute(),
    db
      .updateTable("workflow_run_steps")
      .set({ status: "skipped", note: reason, ended_at: now })
      .where("workspace_id", "=", workspaceId)
      .where(these("run_id"))
      .where(sql<boolean>`status in ('running', 'waiting')`)
      .execute(),
    closeWaits({ ctx, runIds }),
  ]);
}

/** Ends the open waits of runs, or of single tokens, without waking anybody. */
export async function closeWaits({
  ctx,
  runIds,
  tokenIds,
}: {
  ctx: ServiceContext;
  runIds?: string[];
  tokenIds?: string[];
}): Promise<void> {
  const whose = runIds ? sql`run_id = any (${runIds}::uuid[])` : sql`token_id = any (${tokenIds ?? []}::uuid[])`;
  await sql`
    with closed as (
      update public.workflow_waits set resolved_at = ${ctx.now}, resolution = '{"by":"ended"}'
       where workspace_id = ${ctx.workspaceId} and ${whose} and resolved_at is null returning id)
    delete from public.workflow_wait_events e using closed where e.workspace_id = ${ctx.workspaceId} and e.wait_id = closed.id
  `.execute(ctx.db);
}
