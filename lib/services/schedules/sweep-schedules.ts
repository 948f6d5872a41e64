import { dueByClock } from "@/lib/db/lookup";
import { answerDates } from "@/lib/services/schedules/answer-dates";
import { fireSchedule } from "@/lib/services/schedules/fire-schedule";
import { tellTick } from "@/lib/services/schedules/tell-tick";

const BATCH = 50;
/** Chunks told in one sweep, over all ticks in turn: a tick over very many contacts leaves room for the others. */
const MAX_CHUNKS = 20;

/** Does what is due by the clock in all workspaces: ticks of schedules, dates of contacts, and the telling of ticks under way. */
export async function sweepSchedules(): Promise<void> {
  for (const due of await dueByClock({ kind: "schedule", limit: BATCH })) {
    const asked = { workspaceId: due.workspaceId, scheduleId: due.refId! };
    await guarded({ workspaceId: due.workspaceId, work: () => fireSchedule(asked) });
    await guarded({ workspaceId: due.workspaceId, work: () => answerDates(asked) });
  }
  let left = MAX_CHUNKS;
  while (left > 0) {
    const ticks = await dueByClock({ kind: "tick", limit: left });
    if (ticks.length === 0) return;
    for (const { workspaceId, refId } of ticks) {
      await guarded({ workspaceId, work: async () => void (await tellTick({ workspaceId, tickId: refId! })) });
      left--;
    }
  }
}

/** One workspace that cannot be served must not keep the others waiting. */
async function guarded({ workspaceId, work }: { workspaceId: string; work: () => Promise<void> }): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at: "sweep-schedules", workspaceId, error: String(error) }));
  }
}
