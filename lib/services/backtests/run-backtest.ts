import type { BacktestResult } from "@/lib/api/contracts/backtests";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { findRange } from "@/lib/services/backtests/find-people";
import { liveCounts } from "@/lib/services/backtests/live-counts";
import { typesOf } from "@/lib/services/backtests/match-triggers";
import { replay } from "@/lib/services/backtests/replay";
import { summarise } from "@/lib/services/backtests/summarise";
import { takeBacktest } from "@/lib/services/backtests/take-backtest";
import { Tally } from "@/lib/services/backtests/tally";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";

/** How often it is written down how far it is. */
const NOTED_MS = 500;

/**
 * Works off one backtest: reads the stored activities contact by contact, decides about each as dispatch would, simulates the
 * runs of those that enter, and writes the sums. Starts over when it is called for one that was interrupted; one that is done
 * is left alone.
 * @throws when the database cannot be reached; any other failure is written into the row
 */
export async function runBacktest({
  workspaceId,
  backtestId,
}: {
  workspaceId: string;
  backtestId: string;
}): Promise<void> {
  const began = performance.now();
  const open = <T>(fn: (ctx: ServiceContext) => Promise<T>) => asWorker({ workspaceId, fn }).then(({ value }) => value);
  try {
    const setting = await open((ctx) => takeBacktest({ ctx, backtestId }));
    if (!setting) return;
    const tally = new Tally();
    const types = typesOf(setting.triggers);
    const { maxActivities: limit, since, workflow } = setting;
    const { cutOff, ...range } = await open((ctx) => findRange({ ctx, types, workflowId: workflow.id, since, limit }));
    let noted = 0;
    const work = <T>(fn: (ctx: ServiceContext) => Promise<T>) =>
      open(async (ctx) => {
        const due = performance.now() - noted >= NOTED_MS;
        if (due) await note({ ctx, backtestId, seen: tally.activities });
        if (due) noted = performance.now();
        return fn(ctx);
      });
    await replay({ work, setting, range, tally });
    const live = await open((ctx) => liveCounts({ ctx, workflowId: workflow.id, since }));
    const result = summarise({ setting, tally, cutOff, live, began });
    await open((ctx) => finish({ ctx, backtestId, seen: tally.activities, set: { status: "done", result } }));
  } catch (error) {
    if (isInfrastructure(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    await open((ctx) => finish({ ctx, backtestId, seen: 0, set: { status: "failed", error: message.slice(0, 1000) } }));
  }
}

function note({ ctx, backtestId, seen }: { ctx: ServiceContext; backtestId: string; seen: number }) {
  return ctx.db
    .updateTable("backtests")
    .set({ seen, heartbeat_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", backtestId)
    .execute();
}

function finish(args: {
  ctx: ServiceContext;
  backtestId: string;
  seen: number;
  set: { status: "done"; result: BacktestResult } | { status: "failed"; error: string };
}) {
  const { ctx, backtestId, seen, set } = args;
  return ctx.db
    .updateTable("backtests")
    .set({ ...set, seen, ended_at: ctx.now, heartbeat_at: ctx.now } as never)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", backtestId)
    .where("status", "in", ["queued", "running"])
    .execute();
}
