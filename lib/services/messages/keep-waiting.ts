import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/** What settled is counted by the sweep, which comes every minute; then dispatch shows it to waits. */
const COUNTED_SECONDS = 90;

/**
 * Keeps waits for an open or click open that would give up before it is known whether this one was a person's: it came in time,
 * and only its judgement comes later. @param settlesAt ISO 8601
 */
export async function keepWaiting(args: {
  ctx: ServiceContext;
  messageId: string;
  type: "opened" | "clicked";
  settlesAt: string;
}): Promise<void> {
  const { ctx, messageId, type, settlesAt } = args;
  const until = new Date(Date.parse(settlesAt) + COUNTED_SECONDS * 1000).toISOString();
  await sql`
    update public.workflow_waits w set due_at = ${until}::timestamptz
      from public.messages m join public.workflow_wait_events e
        on e.workspace_id = m.workspace_id and e.subject_id = m.contact_id and e.event_type = ${`email.${type}`}
     where m.workspace_id = ${ctx.workspaceId} and m.id = ${messageId} and w.workspace_id = e.workspace_id and w.id = e.wait_id
       and w.resolved_at is null and w.due_at > ${ctx.now}::timestamptz and w.due_at < ${until}::timestamptz`.execute(
    ctx.db,
  );
}
