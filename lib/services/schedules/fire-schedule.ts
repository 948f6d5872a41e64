import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { ScheduleConfig } from "@/lib/nodes/triggers/schedule";
import { toSchedule } from "@/lib/services/schedules/to-schedule";
import { nextTick } from "@/lib/time/schedule";

/** A tick found this late was missed: the sweep itself looks every minute at the latest. */
const LATE_MS = 5 * 60_000;
/** Missed ticks made up for in one look; the rest follows with the next ones. */
const MAX_MADE_UP = 100;

/**
 * Writes the ticks of a schedule that have come and moves it on to its next one, in one commit. The row per workflow,
 * trigger and moment is unique, so two sweeps write a tick once. Who hears it is told afterwards, in chunks. Nothing happens for date triggers.
 */
export async function fireSchedule({
  workspaceId,
  scheduleId,
}: {
  workspaceId: string;
  scheduleId: string;
}): Promise<void> {
  await asWorker({ workspaceId, source: "schedule", fn: (ctx) => fire({ ctx, scheduleId }) });
}

async function fire({ ctx, scheduleId }: { ctx: ServiceContext; scheduleId: string }): Promise<void> {
  const { workspaceId, now, db } = ctx;
  const row = await db
    .selectFrom("workflow_schedules")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", scheduleId)
    .where("kind", "=", "schedule")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row?.next_at || Date.parse(row.next_at) > Date.parse(now)) return;
  const config = row.config as unknown as ScheduleConfig;
  const { due, next } = dueTicks({ config, from: row.next_at, now, zone: row.zone });
  const last = due.at(-1);
  const missed = (at: string) => Date.parse(now) - Date.parse(at) > LATE_MS;
  const fires = (at: string) =>
    !missed(at) ||
    config.catchUp === "each" ||
    (config.catchUp === "once" && at === last && Date.parse(next) > Date.parse(now));
  if (due.length > 0)
    await db
      .insertInto("workflow_ticks")
      .values(
        due.map((at) => ({
          id: ctx.newId(),
          workspace_id: workspaceId,
          workflow_id: row.workflow_id,
          node_id: row.node_id,
          tick_at: at,
          ...(fires(at) ? {} : { status: "skipped", ended_at: now }),
        })),
      )
      .onConflict((c) => c.columns(["workspace_id", "workflow_id", "node_id", "tick_at"]).doNothing())
      .execute();
  await db
    .updateTable("workflow_schedules")
    .set({ next_at: next })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", scheduleId)
    .execute();
}

/** The ticks from `from` to now, at most a hundred, and the one after them. */
function dueTicks(args: { config: ScheduleConfig; from: string; now: string; zone: string }) {
  const { config, from, now, zone } = args;
  const schedule = toSchedule(config);
  const due: string[] = [];
  let next = new Date(from).toISOString();
  while (Date.parse(next) <= Date.parse(now) && due.length < MAX_MADE_UP) {
    due.push(next);
    next = nextTick({ schedule, after: next, zone });
  }
  return { due, next };
}
