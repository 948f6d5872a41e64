import { sql } from "kysely";
import type { Move } from "@/lib/api/contracts/moves";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

const MAX_KEPT = 100;

/** How far moving people to a new version is, with those who stayed and why. @throws AppError 404 */
export async function getMove({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<Move> {
  const row = await moveRows(ctx).where("m.id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("move");
  const { rows: kept } = await sql<Move["kept"][number]>`
    select p.run_id, r.contact_id, p.node_id, coalesce(p.reason, '') as reason,
        coalesce(nullif(trim(concat_ws(' ', c.first_name, c.last_name)), ''), c.email, 'A deleted contact') as name
      from public.workflow_move_people p
      join public.workflow_runs r on r.workspace_id = p.workspace_id and r.id = p.run_id
      left join public.contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
     where p.workspace_id = ${ctx.workspaceId} and p.move_id = ${row.id} and p.outcome = 'stayed'
     order by p.run_id limit ${MAX_KEPT}`.execute(ctx.db);
  return { ...presentMove(row), kept };
}

export function moveRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("workflow_moves as m")
    .innerJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "m.workspace_id").onRef("v.id", "=", "m.version_id"),
    )
    .selectAll("m")
    .select([
      "v.number",
      // Once it has ended, nobody is decided about later.
      sql<number>`(select count(*) from public.workflow_move_people p
        where p.workspace_id = m.workspace_id and p.move_id = m.id and p.outcome = 'later' and m.status = 'running')`.as(
        "later",
      ),
    ])
    .where("m.workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof moveRows>["executeTakeFirstOrThrow"]>>;

/** A row as the API shows it, without the people. */
export function presentMove(row: Row): Omit<Move, "kept"> {
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    version: row.number,
    choices: row.choices as Move["choices"],
    status: row.status as Move["status"],
    total: row.total,
    moved: row.moved,
    stayed: row.stayed,
    left: row.ended,
    later: Number(row.later),
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}
