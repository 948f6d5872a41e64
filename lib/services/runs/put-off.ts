import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { type EventName, events } from "@/lib/events";

/** After so many failures an activity is set aside instead of tried again, and those behind it go on. */
const MAX_ATTEMPTS = 5;
/** Seconds before the next try, by failures so far: what happened to the contact later waits some 7 minutes at most. */
const BACKOFF = [10, 30, 60, 300];

/**
 * Puts an activity off that could not be shown to waits and triggers: it is tried 5 times, and everything its contact did later
 * waits meanwhile. Then it is set aside, the owner and the admins are told, and the others go on.
 */
export async function putOff(args: { workspaceId: string; activityId: string; error: unknown }): Promise<void> {
  const { workspaceId, activityId, error } = args;
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const row = await ctx.db
        .selectFrom("dispatch_queue")
        .select("attempts")
        .where("workspace_id", "=", workspaceId)
        .where("activity_id", "=", activityId)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return;
      const attempts = row.attempts + 1;
      const parked = attempts >= MAX_ATTEMPTS;
      const seconds = BACKOFF[Math.min(attempts, BACKOFF.length) - 1] ?? 300;
      await ctx.db
        .updateTable("dispatch_queue")
        .set({
          attempts,
          parked,
          next_at: new Date(Date.parse(ctx.now) + seconds * 1000).toISOString(),
          last_error: reason,
        })
        .where("workspace_id", "=", workspaceId)
        .where("activity_id", "=", activityId)
        .execute();
      if (parked) await tell({ ctx, activityId, reason });
    },
  });
  console.error(JSON.stringify({ level: "error", at: "dispatch", workspaceId, activityId, error: String(error) }));
}

async function tell({ ctx, activityId, reason }: { ctx: ServiceContext; activityId: string; reason: string }) {
  const { type } = await ctx.db
    .selectFrom("activities")
    .select("type")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", activityId)
    .executeTakeFirstOrThrow();
  const label = events[type as EventName]?.label ?? type;
  await sql`
    insert into public.notifications (workspace_id, user_id, title, body, path)
    select m.workspace_id, m.user_id,
      left('No workflow saw something ' || coalesce(nullif(btrim(concat_ws(' ', c.first_name, c.last_name)), ''), c.email, 'a contact') || ' did', 300),
      left(${`"${label}" failed ${MAX_ATTEMPTS} times and was set aside: `}::text || ${reason}::text
        || '. No workflow starts on it and no wait ends by it. What the contact did later goes on. Once the reason is gone, try it again at the top of the contact''s timeline.', 2000),
      'contacts/' || a.subject_id
      from public.activities a
      join public.workspace_members m on m.workspace_id = a.workspace_id and m.role in ('owner', 'admin')
      left join public.contacts c on c.workspace_id = a.workspace_id and c.id = a.contact_id
     where a.workspace_id = ${ctx.workspaceId} and a.id = ${activityId}`.execute(ctx.db);
}
