import { sql } from "kysely";
import type { EnrolmentFilter } from "@/lib/api/contracts/enrolments";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { choosePeople } from "@/lib/services/enrolments/choose-people";
import { dispatchMany } from "@/lib/services/runs/dispatch-many";

/** People asked in one transaction, and looked at where conditions choose. */
const CHUNK = 500;
const LOOK_AT = 2000;

/**
 * Asks the next people of a bulk enrolment in. Their requests and the cursor are one commit, so that a crash at any moment
 * neither forgets nor repeats anybody; then dispatch decides about them, and what a crash leaves of that is the sweeper's.
 * A paused workflow lets it rest until it is resumed; one that lets nobody in any more ends it. Returns whether there is more.
 */
export async function enrolChunk({
  workspaceId,
  enrolmentId,
}: {
  workspaceId: string;
  enrolmentId: string;
}): Promise<{ more: boolean }> {
  const { value } = await asWorker({
    workspaceId,
    source: "app",
    fn: (ctx) => ask({ ctx, enrolmentId }),
  });
  await dispatchMany({ workspaceId, subjectIds: value.asked });
  return { more: value.more };
}

/** The transaction of a chunk: who is asked, and whether there is more. */
export async function ask({ ctx, enrolmentId }: { ctx: ServiceContext; enrolmentId: string }) {
  const { workspaceId, now, db } = ctx;
  const nobody = { asked: [] as string[], more: false };
  const row = await db
    .selectFrom("bulk_enrolments")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", enrolmentId)
    .where("status", "=", "running")
    .forUpdate()
    .executeTakeFirst();
  if (!row) return nobody;
  const put = (change: object) =>
    db
      .updateTable("bulk_enrolments")
      .set({ sent_at: now, ...change })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", enrolmentId)
      .execute();
  const workflow = await db
    .selectFrom("workflows")
    .select("status")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", row.workflow_id)
    .executeTakeFirstOrThrow();
  if (workflow.status === "paused") {
    await put({});
    return nobody;
  }
  if (workflow.status !== "live") {
    await put({
      status: "failed",
      reason: `The workflow lets nobody in any more: it is ${workflow.status}.`,
      ended_at: now,
    });
    return nobody;
  }
  const filter = row.filter as EnrolmentFilter;
  const limit = filter.conditions ? LOOK_AT : CHUNK;
  const people = await choosePeople({ ctx, filter, cursor: row.cursor, limit });
  if (people.ids.length > 0)
    await sql`
      insert into public.enrolment_requests (workspace_id, workflow_id, contact_id, data, bulk_enrolment_id, created_by)
      select ${workspaceId}, ${row.workflow_id}, contact_id, ${JSON.stringify(row.data)}::text::jsonb, ${enrolmentId}, ${row.created_by}::uuid
        from unnest(${people.ids}::uuid[]) as p (contact_id)
      on conflict do nothing`.execute(db);
  const more = people.lookedAt === limit;
  await put({
    cursor: people.cursor ?? row.cursor,
    looked_at: row.looked_at + people.lookedAt,
    requested: row.requested + people.ids.length,
    ...(more ? {} : { status: "done", ended_at: now }),
  });
  return { asked: people.ids, more };
}
