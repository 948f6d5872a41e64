import type { RunAction } from "@/lib/api/contracts/run-actions";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** An action on many runs with how far it is. @throws AppError 404 */
export async function getRunAction({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<RunAction> {
  const row = await runActionRows(ctx).where("id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("action");
  return presentRunAction(row);
}

export function runActionRows(ctx: ServiceContext) {
  return ctx.db.selectFrom("run_actions").selectAll().where("workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof runActionRows>["executeTakeFirstOrThrow"]>>;

export function presentRunAction(row: Row): RunAction {
  const refused = Object.entries(row.refused as Record<string, number>).map(([reason, count]) => ({ reason, count }));
  return {
    id: row.id,
    action: row.action as RunAction["action"],
    filter: row.filter as Record<string, unknown>,
    status: row.status as RunAction["status"],
    total: Math.max(row.total, row.looked_at),
    looked_at: row.looked_at,
    done: row.done,
    refused: refused.sort((a, b) => b.count - a.count),
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}
