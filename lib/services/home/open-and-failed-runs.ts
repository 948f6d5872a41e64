import type { RunSummary } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { presentRuns, runRows } from "@/lib/services/runs/present-run";

const DAYS_TO_LOOK_BACK = 30;

/** The newest runs under way, and the newest that failed in the last 30 days and were not tried again; at most `limit` of each. */
export async function openAndFailedRuns({
  ctx,
  limit,
}: {
  ctx: ServiceContext;
  limit: number;
}): Promise<{ running: RunSummary[]; attention: RunSummary[] }> {
  const newest = (status: string) =>
    ctx.db
      .selectFrom("workflow_runs as r")
      .select(["r.id", "r.created_at"])
      .where("r.workspace_id", "=", ctx.workspaceId)
      .where("r.status", "=", status)
      .orderBy("r.created_at", "desc")
      .orderBy("r.id", "desc")
      .limit(limit);
  const since = new Date(Date.parse(ctx.now) - DAYS_TO_LOOK_BACK * 86_400_000).toISOString();
  const failed = newest("failed")
    .where("r.created_at", ">=", since)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("workflow_runs as again")
            .select("again.id")
            .whereRef("again.workspace_id", "=", "r.workspace_id")
            .whereRef("again.subject_id", "=", "r.subject_id")
            .whereRef("again.workflow_id", "=", "r.workflow_id")
            .whereRef("again.retry_of", "=", "r.id"),
        ),
      ),
    );
  // One status at a time: the index is in order within each, so that a million waiting runs cost as much as six.
  const ids = await ctx.db
    .selectFrom(newest("running").as("a"))
    .select("a.id")
    .unionAll(ctx.db.selectFrom(newest("waiting").as("b")).select("b.id"))
    .unionAll(ctx.db.selectFrom(newest("held").as("c")).select("c.id"))
    .unionAll(ctx.db.selectFrom(failed.as("d")).select("d.id"))
    .execute();
  if (ids.length === 0) return { running: [], attention: [] };
  const rows = await runRows(ctx)
    .where(
      "r.id",
      "in",
      ids.map(({ id }) => id),
    )
    .orderBy("r.created_at", "desc")
    .orderBy("r.id", "desc")
    .execute();
  const all = await presentRuns({ ctx, rows });
  return {
    running: all.filter((run) => run.ended_at === null).slice(0, limit),
    attention: all.filter((run) => run.status === "failed"),
  };
}
