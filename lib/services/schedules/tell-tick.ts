import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { ScheduleConfig } from "@/lib/nodes/triggers/schedule";
import { choosePeople } from "@/lib/services/enrolments/choose-people";
import { dispatchMany } from "@/lib/services/runs/dispatch-many";

/** Contacts told in one transaction, and looked at where conditions choose. */
const CHUNK = 500;
const LOOK_AT = 2000;

/**
 * Tells the next contacts of a tick: each gets an activity, and dispatch decides about it as about any other. The chunk and
 * the cursor behind it are one commit, so a crash neither forgets nor repeats anybody. Returns whether there is more.
 */
export async function tellTick({
  workspaceId,
  tickId,
}: {
  workspaceId: string;
  tickId: string;
}): Promise<{ more: boolean }> {
  const { value } = await asWorker({ workspaceId, source: "schedule", fn: (ctx) => tell({ ctx, tickId }) });
  await dispatchMany({ workspaceId, subjectIds: value.told });
  return { more: value.more };
}

async function tell({ ctx, tickId }: { ctx: ServiceContext; tickId: string }) {
  const { workspaceId, now, db } = ctx;
  const tick = await db
    .selectFrom("workflow_ticks")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", tickId)
    .where("status", "=", "running")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!tick) return { told: [], more: false };
  const schedule = await db
    .selectFrom("workflow_schedules")
    .select("config")
    .where("workspace_id", "=", workspaceId)
    .where("workflow_id", "=", tick.workflow_id)
    .where("node_id", "=", tick.node_id)
    .executeTakeFirst();
  const put = (change: object) =>
    db
      .updateTable("workflow_ticks")
      .set(change)
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", tickId)
      .execute();
  if (!schedule) {
    // The trigger was taken out of the workflow meanwhile: who was told stays told.
    await put({ status: "done", ended_at: now });
    return { told: [], more: false };
  }
  const { segmentId, conditions } = schedule.config as unknown as ScheduleConfig;
  const limit = conditions ? LOOK_AT : CHUNK;
  const filter = { ...(segmentId && { segment_id: segmentId }), ...(conditions && { conditions }) };
  const people = await choosePeople({ ctx, filter, cursor: tick.cursor, limit });
  const more = people.lookedAt === limit;
  await put({
    batch: people.ids,
    cursor: people.cursor ?? tick.cursor,
    reached: tick.reached + people.ids.length,
    ...(more ? {} : { status: "done", ended_at: now }),
  });
  return { told: people.ids, more };
}
