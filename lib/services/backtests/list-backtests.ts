import type { ServiceInput } from "@/lib/api/contract";
import type { backtests } from "@/lib/api/contracts/backtests";
import type { ServiceContext } from "@/lib/db/scoped";
import { backtestRows, presentBacktest } from "@/lib/services/backtests/present-backtest";
import { newestFirst } from "@/lib/services/newest-first";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The backtests of a workflow, newest first. @throws AppError 404 */
export async function listBacktests({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof backtests.list>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const query = backtestRows(ctx).where("b.workflow_id", "=", input.id);
  const { rows, ...more } = await newestFirst({ query, of: "b", input });
  return { data: rows.map(presentBacktest), ...more };
}
