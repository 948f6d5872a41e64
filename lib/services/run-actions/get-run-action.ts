import { sql } from "kysely";
import type { RunAction } from "@/lib/api/contracts/run-actions";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** An action on many runs with how far it is. @throws AppError 404 */
export async function getRunAction({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<RunAction> {
  const row = await runActionRows(ctx).where("a.id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("action");
  return presentRunAction(row);
}

/** The query every answer about them starts from. */
export function runActionRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("run_actions as a")
    .leftJoin("profiles as p", "p.user_id", "a.created_by")
    .leftJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "a.workspace_id").on(sql<boolean>`w.id = (a.filter ->> 'workflow_id')::uuid`),
    )
    .selectAll("a")
    .select(["p.name as member_name", "p.email as member_email", "w.id as workflow_id", "w.name as workflow_name"])
    .where("a.workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof runActionRows>["executeTakeFirstOrThrow"]>>;

/** A row as the API shows it. */
export function presentRunAction(row: Row): RunAction {
  const refused = Object.entries(row.refused as Record<string, number>).map(([reason, count]) => ({ reason, count }));
  return {
    id: row.id,
    action: row.action as RunAction["action"],
    filter: row.filter as Record<string, unknown>,
    workflow: row.workflow_id ? { id: row.workflow_id, name: row.workflow_name ?? "" } : null,
    status: row.status as RunAction["status"],
    total: Math.max(row.total, row.looked_at),
    looked_at: row.looked_at,
    done: row.done,
    refused: refused.sort((a, b) => b.count - a.count),
    created_by: row.created_by
      ? { id: row.created_by, name: row.member_name || row.member_email || "A former member" }
      : null,
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}
