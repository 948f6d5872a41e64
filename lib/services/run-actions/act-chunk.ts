import { sql } from "kysely";
import type { RunAction, RunActionOptions, RunFilter } from "@/lib/api/contracts/run-actions";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { commitAsWorker } from "@/lib/services/commit";
import { matchingRuns } from "@/lib/services/run-actions/matching-runs";
import { cancelRun } from "@/lib/services/runs/cancel-run";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";
import { retryRun } from "@/lib/services/runs/retry-run";
import { skipWait } from "@/lib/services/runs/skip-wait";
import { wakeRun } from "@/lib/services/runs/wake-run";

const CHUNK = 100;

/**
 * Does the action to the next runs. Each run is a transaction of its own with the cursor in it, which takes one contact's lock:
 * a crash neither forgets nor repeats a run, and a bulk action never holds many contacts up. Returns whether there is more.
 */
export async function actChunk({
  workspaceId,
  actionId,
}: {
  workspaceId: string;
  actionId: string;
}): Promise<{ more: boolean }> {
  const { value: ids } = await asWorker({ workspaceId, source: "app", fn: (ctx) => nextRuns({ ctx, actionId }) });
  for (const runId of ids) {
    const one = (problem?: string) =>
      commitAsWorker({ workspaceId, source: "app", fn: (ctx) => actOne({ ctx, actionId, runId, problem }) });
    try {
      await one();
    } catch (error) {
      // The database's, not the run's: the durable runtime repeats it from here.
      if (isInfrastructure(error)) throw error;
      console.error(JSON.stringify({ level: "error", at: "run-action", workspaceId, runId, error: String(error) }));
      await one("Something went wrong on our side. Try this run alone.");
    }
  }
  return { more: ids.length > 0 };
}

async function nextRuns({ ctx, actionId }: { ctx: ServiceContext; actionId: string }): Promise<string[]> {
  const row = await lockAction({ ctx, actionId });
  if (!row) return [];
  const rows = await matchingRuns({
    ctx,
    action: row.action as RunAction["action"],
    filter: row.filter as RunFilter,
    until: row.until,
  })
    .$if(row.cursor !== null, (query) => query.where("r.id", ">", row.cursor as string))
    .select("r.id")
    .orderBy("r.id")
    .limit(CHUNK)
    .execute();
  const over = rows.length === 0;
  await ctx.db
    .updateTable("run_actions")
    .set({ sent_at: ctx.now, ...(over ? { status: "done", ended_at: ctx.now } : {}) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", actionId)
    .execute();
  return rows.map((one) => one.id);
}

/** The action to one run; `problem` only notes that it failed. */
export async function actOne(args: {
  ctx: ServiceContext;
  actionId: string;
  runId: string;
  problem?: string;
}): Promise<void> {
  const { ctx, actionId, runId } = args;
  const row = await lockAction({ ctx, actionId });
  // Cancelled meanwhile, or done by another worker.
  if (!row || (row.cursor !== null && row.cursor >= runId)) return;
  const reason = args.problem ?? (await refusal({ ctx, runId, row }));
  await ctx.db
    .updateTable("run_actions")
    .set({
      cursor: runId,
      sent_at: ctx.now,
      looked_at: sql`looked_at + 1`,
      ...(reason === null
        ? { done: sql`done + 1` }
        : {
            refused: sql`refused || jsonb_build_object(${reason}::text, coalesce((refused ->> ${reason}::text)::int, 0) + 1)`,
          }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", actionId)
    .execute();
}

/** Does it; in words why it could not be done, else null. */
async function refusal(args: {
  ctx: ServiceContext;
  runId: string;
  row: { action: string; options: unknown };
}): Promise<string | null> {
  const { ctx, runId, row } = args;
  try {
    if (row.action === "cancel") await cancelRun({ ctx, input: { id: runId } });
    else if (row.action === "skip_wait") await skipWait({ ctx, input: { id: runId } });
    else if (row.action === "wake") await wakeRun({ ctx, input: { id: runId } });
    else {
      const again = await ctx.db
        .selectFrom("workflow_runs as r")
        .innerJoin("workflow_runs as old", (join) =>
          join
            .onRef("old.workspace_id", "=", "r.workspace_id")
            .onRef("old.subject_id", "=", "r.subject_id")
            .onRef("old.workflow_id", "=", "r.workflow_id")
            .onRef("old.id", "=", "r.retry_of"),
        )
        .select("r.id")
        .where("r.workspace_id", "=", ctx.workspaceId)
        .where("old.id", "=", runId)
        .limit(1)
        .executeTakeFirst();
      if (again) return "It has been tried again before.";
      await retryRun({ ctx, input: { id: runId, ...(row.options as RunActionOptions) } });
    }
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function lockAction({ ctx, actionId }: { ctx: ServiceContext; actionId: string }) {
  return ctx.db
    .selectFrom("run_actions")
    .selectAll()
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", actionId)
    .where("status", "=", "running")
    .forUpdate()
    .executeTakeFirst();
}
