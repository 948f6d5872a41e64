import { sql } from "kysely";
import type { BulkEnrolment } from "@/lib/api/contracts/enrolments";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** A bulk enrolment with what was decided about the people so far. @throws AppError 404 */
export async function getEnrolment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<BulkEnrolment> {
  const row = await enrolmentRows(ctx).where("id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("enrolment");
  const [answer] = await presentEnrolments({ ctx, rows: [row] });
  return answer!;
}

export function enrolmentRows(ctx: ServiceContext) {
  return ctx.db.selectFrom("bulk_enrolments").selectAll().where("workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof enrolmentRows>["executeTakeFirstOrThrow"]>>;

/** Rows as the API shows them, counted by the rule that decided. */
export async function presentEnrolments({ ctx, rows }: { ctx: ServiceContext; rows: Row[] }): Promise<BulkEnrolment[]> {
  if (rows.length === 0) return [];
  const { rows: counts } = await sql<{ id: string; rule: string; entered: boolean; count: number }>`
    select bulk_enrolment_id as id, rule, entered, count(*) as count from public.entry_decisions
     where workspace_id = ${ctx.workspaceId} and bulk_enrolment_id = any (${rows.map((row) => row.id)}::uuid[])
     group by bulk_enrolment_id, rule, entered order by count(*) desc, rule`.execute(ctx.db);
  return rows.map((row) => {
    const own = counts.filter((one) => one.id === row.id);
    return {
      id: row.id,
      workflow_id: row.workflow_id,
      filter: row.filter as Record<string, unknown>,
      status: row.status as BulkEnrolment["status"],
      total: Math.max(row.total, row.looked_at),
      looked_at: row.looked_at,
      requested: row.requested,
      entered: own.filter((one) => one.entered).reduce((sum, one) => sum + one.count, 0),
      refused: own.filter((one) => !one.entered).map(({ rule, count }) => ({ rule, count })),
      reason: row.reason,
      created_at: row.created_at,
      ended_at: row.ended_at,
    };
  });
}
