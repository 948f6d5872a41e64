import { dueByClock } from "@/lib/db/lookup";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { SplitConfig } from "@/lib/nodes/logic/ab-split";
import { chooseWinner } from "@/lib/services/splits/choose-winner";
import { countSplit, type SplitCount } from "@/lib/services/splits/count-split";
import { liveSplit } from "@/lib/services/splits/live-split";

const BATCH = 50;
const EVERY_MS = 15 * 60_000;
const DAY_MS = 24 * 3600_000;

/** Looks for winners of splits that choose theirs by themselves, in all workspaces. */
export async function sweepSplits(): Promise<void> {
  for (const { workspaceId, workflowId, nodeId } of await dueByClock({ kind: "split", limit: BATCH })) {
    try {
      await asWorker({ workspaceId, source: "workflow", fn: (ctx) => look({ ctx, workflowId, nodeId }) });
    } catch (error) {
      console.error(
        JSON.stringify({ level: "error", at: "sweep-splits", workspaceId, workflowId, error: String(error) }),
      );
    }
  }
}

async function look(args: { ctx: ServiceContext; workflowId: string; nodeId: string }): Promise<void> {
  const { ctx, workflowId, nodeId } = args;
  const config = await liveSplit({ ctx, workflowId, nodeId });
  const count = await countSplit({ ctx, workflowId, nodeId, config, until: null });
  const winner = isTime({ config, count, now: ctx.now })
    ? chooseWinner({ groups: count.groups, significant: config.significant })
    : null;
  await ctx.db
    .updateTable("workflow_splits")
    .set(
      winner === null
        ? { check_at: new Date(Date.parse(ctx.now) + EVERY_MS).toISOString() }
        : { winner, decided_by: "auto", decided_at: ctx.now, check_at: null, detail: detailOf(count) },
    )
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", workflowId)
    .where("node_id", "=", nodeId)
    .where("winner", "is", null)
    .execute();
}

/** Every variant has enough people, or the time is over; whichever comes first. */
function isTime({ config, count, now }: { config: SplitConfig; count: SplitCount; now: string }): boolean {
  const { sample, days } = config;
  const enough = sample !== undefined && [...count.groups.values()].every(({ people }) => people >= sample);
  const over =
    days !== undefined && count.firstAt !== null && Date.parse(now) - Date.parse(count.firstAt) >= days * DAY_MS;
  return enough || over;
}

const detailOf = ({ groups }: SplitCount) => ({
  variants: [...groups].map(([id, { people, converted }]) => ({ id, people, converted })),
});
