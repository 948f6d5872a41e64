import type { BacktestAnswer } from "@/lib/api/contracts/backtests";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { backtestRows, presentBacktest } from "@/lib/services/backtests/present-backtest";

/** How far a backtest is, and its result. @throws AppError 404 */
export async function getBacktest({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<BacktestAnswer> {
  const row = await backtestRows(ctx).where("b.id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("backtest");
  return presentBacktest(row);
}
