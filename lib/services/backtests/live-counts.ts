import { sql } from "kysely";
import type { BacktestResult } from "@/lib/api/contracts/backtests";
import type { ServiceContext } from "@/lib/db/scoped";

/**
 * What the live version decided since an instant, and what it has sent to the people who entered since: as a backtest counts.
 * Null when the workflow was never published.
 */
export async function liveCounts({
  ctx,
  workflowId,
  since,
}: {
  ctx: ServiceContext;
  workflowId: string;
  since: string;
}): Promise<BacktestResult["live"]> {
  const { workspaceId, db } = ctx;
  const published = await db
    .selectFrom("workflows")
    .select("published_version_id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", workflowId)
    .executeTakeFirst();
  if (!published?.published_version_id) return null;
  const decisions = await db
    .selectFrom("entry_decisions")
    .select(["rule", "entered", sql<number>`count(*)`.as("n")])
    .where("workspace_id", "=", workspaceId)
    .where("workflow_id", "=", workflowId)
    .where("created_at", ">=", since)
    .groupBy(["rule", "entered"])
    .orderBy("n", "desc")
    .execute();
  const { rows } = await sql<{ sent: number; skipped: number; cost: number }>`
    select count(*) filter (where m.status in ('sent', 'delivered', 'bounced', 'complained')) as sent,
      count(*) filter (where m.status = 'skipped') as skipped,
      coalesce((select sum(e.cost_micros) from public.workflow_runs r
        join public.effects e on e.workspace_id = r.workspace_id and e.run_id = r.id
       where r.workspace_id = ${workspaceId} and r.workflow_id = ${workflowId} and not r.is_test and r.created_at >= ${since}), 0)::bigint as cost
      from public.workflow_runs r join public.messages m on m.workspace_id = r.workspace_id and m.run_id = r.id
     where r.workspace_id = ${workspaceId} and r.workflow_id = ${workflowId} and not r.is_test and r.created_at >= ${since}`.execute(
    db,
  );
  return {
    entered: decisions.filter((one) => one.entered).reduce((sum, one) => sum + one.n, 0),
    refused: decisions.filter((one) => !one.entered).map(({ rule, n }) => ({ rule, count: n })),
    sent: rows[0]?.sent ?? 0,
    skipped: rows[0]?.skipped ?? 0,
    cost_micros: rows[0]?.cost ?? 0,
  };
}
