import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Standing } from "@/lib/engine/moves/decide-move";

/** Runs that stand alike: in the same version, with tokens at the same nodes in the same branches and states. */
export interface Group {
  versionId: string;
  number: number;
  tokens: Standing[];
  runs: number;
}

/**
 * Everybody inside a workflow, by where they stand. Which round of a loop or which branch it is makes no difference to a
 * move, so that the number of groups stays small however many people there are.
 */
export async function readGroups({ ctx, workflowId }: { ctx: ServiceContext; workflowId: string }): Promise<Group[]> {
  const { rows } = await sql<{ version_id: string; number: number; tokens: Standing[]; runs: number }>`
    select g.version_id, v.number, g.tokens, g.runs from (
      select version_id, tokens, count(*) as runs from (
        select r.version_id, r.id, jsonb_agg(distinct jsonb_build_object('nodeId', t.node_id, 'status', t.status,
            'path', regexp_replace(t.path, '@[0-9]+\\.[A-Za-z0-9_-]+', '@1.x', 'g'))) as tokens
          from public.workflow_runs r
          join public.workflow_tokens t on t.workspace_id = r.workspace_id and t.run_id = r.id and t.status <> 'done'
         where r.workspace_id = ${ctx.workspaceId} and r.workflow_id = ${workflowId} and r.status in ('running', 'waiting', 'held')
         group by r.version_id, r.id) each_run
       group by version_id, tokens) g
      join public.workflow_versions v on v.workspace_id = ${ctx.workspaceId} and v.id = g.version_id
     order by v.number, g.tokens::text`.execute(ctx.db);
  return rows.map((row) => ({
    versionId: row.version_id,
    number: row.number,
    tokens: row.tokens,
    runs: Number(row.runs),
  }));
}

/** The first ten people at each node, those inside longest first. */
export async function readFirst({ ctx, workflowId }: { ctx: ServiceContext; workflowId: string }) {
  const { rows } = await sql<{ node_id: string; run_id: string; contact_id: string | null; name: string }>`
    select f.node_id, f.run_id, f.contact_id,
        coalesce(nullif(trim(concat_ws(' ', c.first_name, c.last_name)), ''), c.email, 'A deleted contact') as name
      from (
        select s.*, row_number() over (partition by s.node_id order by s.run_id) as n from (
          select distinct t.node_id, r.id as run_id, r.contact_id from public.workflow_runs r
            join public.workflow_tokens t on t.workspace_id = r.workspace_id and t.run_id = r.id and t.status <> 'done'
           where r.workspace_id = ${ctx.workspaceId} and r.workflow_id = ${workflowId} and r.status in ('running', 'waiting', 'held')) s) f
      left join public.contacts c on c.workspace_id = ${ctx.workspaceId} and c.id = f.contact_id
     where f.n <= 10 order by f.node_id, f.n`.execute(ctx.db);
  return rows;
}
