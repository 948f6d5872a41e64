import type { ServiceInput } from "@/lib/api/contract";
import type { BacktestAnswer, backtests } from "@/lib/api/contracts/backtests";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";
import { backtestEvent, send } from "@/lib/runtime";
import { backtestRows, presentBacktest } from "@/lib/services/backtests/present-backtest";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Writes down the draft as it is and asks for it to be tried on the stored activities; the durable runtime does so after the
 * commit, the sweep if that is lost.
 * @throws AppError 409 when the draft has no trigger; 404
 */
export async function startBacktest({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof backtests.start>;
}): Promise<BacktestAnswer> {
  const row = await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: row.id, to: "edit" });
  const graph = row.draft as Graph;
  const triggers = graph.nodes.filter((node) => registry.get(node.type)?.trigger && !node.settings.disabled);
  if (triggers.length === 0) throw new AppError("conflict", "The draft has no trigger yet. Add one first.");
  const id = ctx.newId();
  await ctx.db
    .insertInto("backtests")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: row.id,
      days: input.days,
      max_activities: input.limit,
      revision: row.revision,
      draft: row.draft,
      entry: row.entry,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  ctx.afterCommit(() => send([backtestEvent({ workspaceId: ctx.workspaceId, backtestId: id })]));
  return presentBacktest(await backtestRows(ctx).where("b.id", "=", id).executeTakeFirstOrThrow());
}
