import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { isHeldUp } from "@/lib/services/runs/is-held-up";

/**
 * Queues up everything that decides about one contact until the end of the transaction: dispatch, steps and cancels.
 * It comes before any row lock, so that no two of them wait for each other, and no event falls between the moment a wait
 * looks back and the moment it stands.
 */
export async function lockSubject({ ctx, subjectId }: { ctx: ServiceContext; subjectId: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspaceId}:${subjectId}`}::text, 0))`.execute(
    ctx.db,
  );
}

/** The same for many contacts: always in one order, so that no two transactions wait for each other. */
export async function lockSubjects({ ctx, subjectIds }: { ctx: ServiceContext; subjectIds: string[] }): Promise<void> {
  const inOrder = [...new Set(subjectIds)].sort();
  await sql`select pg_advisory_xact_lock(hashtextextended(${ctx.workspaceId}::text || ':' || subject_id, 0))
    from unnest(${inOrder}::uuid[]) with ordinality as s (subject_id, n) order by n`.execute(ctx.db);
}

/** The same for the contact that the first queued of these activities belongs to; null when none of them is queued any more, or all have to wait. */
export async function lockSubjectOf({
  ctx,
  activityIds,
}: {
  ctx: ServiceContext;
  activityIds: string[];
}): Promise<string | null> {
  const { rows } = await sql<{ subject_id: string }>`
    select q.subject_id, pg_advisory_xact_lock(hashtextextended(${ctx.workspaceId}::text || ':' || q.subject_id, 0))
      from (select q.subject_id from public.dispatch_queue q
             where q.workspace_id = ${ctx.workspaceId} and q.activity_id = any (${activityIds}::uuid[]) and not q.parked
               and not ${isHeldUp}
             order by q.seq limit 1) q`.execute(ctx.db);
  return rows[0]?.subject_id ?? null;
}
