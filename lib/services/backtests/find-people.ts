import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/** The stored activities a backtest looks at. */
export interface Range {
  types: string[];
  /** Of those who were asked in, only who was asked into this workflow. */
  workflowId: string;
  /** ISO 8601. */
  since: string;
  /** By `seq`: after the first, up to the last. */
  after: number;
  last: number;
}

export interface PersonActivities {
  contactId: string;
  activities: number;
}

/** The oldest `limit` activities of these types since an instant; `cutOff` when there are more. */
export async function findRange(args: {
  ctx: ServiceContext;
  types: string[];
  workflowId: string;
  since: string;
  limit: number;
}): Promise<Range & { cutOff: boolean }> {
  const { ctx, types, workflowId, since, limit } = args;
  if (types.length === 0) return { types, workflowId, since, after: 0, last: 0, cutOff: false };
  const after = await seqBefore({ ctx, types, since });
  const { rows } = await sql<{ seq: number; last: boolean }>`
    with found as (
      select a.seq from unnest(${types}::text[]) t(type), lateral (
        select seq from public.activities
         where workspace_id = ${ctx.workspaceId} and type = t.type and seq > ${after} and created_at >= ${since}
           and (t.type <> 'workflow.requested' or key = ${workflowId})
         order by seq limit ${limit + 1}) a
       order by a.seq limit ${limit + 1})
    (select seq, false as last from found order by seq offset ${limit - 1} limit 2)
    union all (select coalesce(max(seq), 0), true from found)`.execute(ctx.db);
  const [at, next] = rows.filter((row) => !row.last).map((row) => row.seq);
  const last = at ?? rows.find((row) => row.last)?.seq ?? 0;
  return { types, workflowId, since, after, last, cutOff: next !== undefined };
}

/** The next contacts these activities happened to, by id, with how many each has. */
export async function findPeople(args: {
  ctx: ServiceContext;
  range: Range;
  afterContact: string;
  limit: number;
}): Promise<PersonActivities[]> {
  const { ctx, range, afterContact, limit } = args;
  const { types, workflowId, since, after, last } = range;
  const { rows } = await sql<PersonActivities>`
    select a.subject_id as "contactId", count(*)::int as activities from unnest(${types}::text[]) t(type), lateral (
      select subject_id from public.activities where workspace_id = ${ctx.workspaceId} and type = t.type
        and seq > ${after} and seq <= ${last} and created_at >= ${since}
        and (t.type <> 'workflow.requested' or key = ${workflowId}) and subject_id > ${afterContact}::uuid) a
    group by a.subject_id order by a.subject_id limit ${limit}`.execute(ctx.db);
  return rows;
}

/** Where the activities since an instant begin: a `seq` below all of them, found from the newest backwards. */
async function seqBefore(args: { ctx: ServiceContext; types: string[]; since: string }): Promise<number> {
  const { ctx, types, since } = args;
  const { rows } = await sql<{ seq: number }>`
    select coalesce(min(older.seq), 0) as seq from unnest(${types}::text[]) t(type), lateral (
      select coalesce((select a.seq from public.activities a
        where a.workspace_id = ${ctx.workspaceId} and a.type = t.type and a.created_at < ${since}
        order by a.seq desc limit 1), 0) as seq) older`.execute(ctx.db);
  return rows[0]?.seq ?? 0;
}
