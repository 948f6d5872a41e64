import type { BacktestAnswer, BacktestResult } from "@/lib/api/contracts/backtests";
import type { ServiceContext } from "@/lib/db/scoped";

/** The query every answer about backtests starts from. */
export function backtestRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("backtests as b")
    .select([
      "b.id",
      "b.workflow_id",
      "b.status",
      "b.days",
      "b.max_activities",
      "b.revision",
      "b.seen",
      "b.error",
      "b.result",
      "b.created_at",
      "b.ended_at",
    ])
    .where("b.workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof backtestRows>["executeTakeFirstOrThrow"]>>;

/** One backtest as the API shows it. */
export function presentBacktest({ max_activities, ...row }: Row): BacktestAnswer {
  return {
    ...row,
    status: row.status as BacktestAnswer["status"],
    limit: max_activities,
    result: row.result as BacktestResult | null,
  };
}
