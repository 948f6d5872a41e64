import { sql } from "kysely";
import { DEFAULT_MAX_PER_MINUTE } from "@/lib/api/contracts/workflow-settings";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { bulkOf } from "@/lib/services/runs/bulk-of";
import type { Candidate } from "@/lib/services/runs/entry/entry-rule";
import type { ActivityRow } from "@/lib/services/runs/match-event";

/** Many at once by the clock is what the workflow was made for. */
const PLANNED: ReadonlySet<string> = new Set(["schedule.ticked", "date.reached"]);
/** Entries of one workflow in this process since its rate was looked at last. */
const since = new Map<string, number>();
const MAX_KEPT = 5000;
/** The rate is looked at after each tenth of what is allowed: so much may enter too many, in each process. */
const PARTS = 10;

/**
 * Pauses workflows that let in more people within a minute than their breaker allows, and tells the owner, the admins and
 * whoever made them. Call it after the commit that let somebody in. Those who entered are held at their next step, and those
 * who come later enter and are held at their first: nobody is lost. Bulk enrolments and schedules, which somebody wanted, do not count.
 * @param entered one entry per person who entered, with the workflow
 */
export async function watchRate({
  workspaceId,
  entered,
}: {
  workspaceId: string;
  entered: Candidate[];
}): Promise<void> {
  for (const candidate of entered) {
    const max = maxPerMinute(candidate);
    if (max === null) continue;
    const count = (since.get(candidate.workflowId) ?? 0) + 1;
    if (count < max / PARTS) {
      if (since.size > MAX_KEPT) since.clear();
      since.set(candidate.workflowId, count);
      continue;
    }
    since.delete(candidate.workflowId);
    await asWorker({ workspaceId, fn: (ctx) => trip({ ctx, workflowId: candidate.workflowId, max }) });
  }
}

function maxPerMinute({ settings }: Candidate): number | null {
  return settings.breaker === undefined ? DEFAULT_MAX_PER_MINUTE : (settings.breaker?.max_per_minute ?? null);
}

/** Whether an activity lets people in whom nobody planned to come at this moment. */
export function isUnplanned({ type, data }: ActivityRow): boolean {
  return !PLANNED.has(type) && bulkOf({ type, data }) === null;
}

/** Exact at this moment: counts the runs that began within the last minute, since the workflow was resumed if that is less. */
async function trip({ ctx, workflowId, max }: { ctx: ServiceContext; workflowId: string; max: number }): Promise<void> {
  const { workspaceId, now } = ctx;
  const { rows } = await sql<{ name: string; created_by: string | null }>`
    update public.workflows w set status = 'paused', paused_reason = 'breaker', paused_at = ${now}
     where w.workspace_id = ${workspaceId} and w.id = ${workflowId} and w.status = 'live' and ${max} < (
       select count(*) from (select from public.workflow_runs r
         where r.workspace_id = w.workspace_id and r.workflow_id = w.id and not r.is_test and r.retry_of is null
           and r.bulk_enrolment_id is null and r.trigger ->> 'type' <> all (${[...PLANNED]}::text[]) and r.created_at > ${now}::timestamptz - interval '1 minute'
           and r.created_at > coalesce(w.resumed_at, '-infinity') limit ${max + 1}) recent)
    returning w.name, w.created_by`.execute(ctx.db);
  const [paused] = rows;
  if (!paused) return;
  await sql`
    insert into public.notifications (workspace_id, user_id, title, body, path)
    select m.workspace_id, m.user_id, ${`"${paused.name}" was paused: too many people entered`},
      ${`More than ${max.toLocaleString("en")} people entered within a minute, which is more than its settings allow. Everybody is held and nobody is lost. Look at the entry log, then resume it.`},
      ${`workflows/${workflowId}`}
      from public.workspace_members m
     where m.workspace_id = ${workspaceId} and (m.role in ('owner', 'admin') or m.user_id = ${paused.created_by}::uuid)`.execute(
    ctx.db,
  );
}
