import { type RawBuilder, sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { SplitConfig } from "@/lib/nodes/logic/ab-split";
import type { Group } from "@/lib/statistics/two-proportions";

/** What one count says: people and conversions by variant id, and when the first person came by. */
export interface SplitCount {
  groups: Map<string, Group>;
  firstAt: string | null;
}

/**
 * Counts each contact once, at its first way through the split, and whether it converted afterwards. Test runs and what
 * programs opened or clicked are left out. `until`: arrivals after it do not count.
 */
export async function countSplit(args: {
  ctx: ServiceContext;
  workflowId: string;
  nodeId: string;
  config: Pick<SplitConfig, "metric" | "goal" | "variants">;
  until: string | null;
}): Promise<SplitCount> {
  const { ctx, workflowId, nodeId, config, until } = args;
  const { rows } = await sql<{ variant: string; people: number; converted: number; first_at: string }>`
    with arrived as (
      select distinct on (r.contact_id) r.contact_id, r.id as run_id, s.outlet as variant, s.started_at as at
        from workflow_run_steps s
        join workflow_runs r on r.workspace_id = s.workspace_id and r.id = s.run_id
       where s.workspace_id = ${ctx.workspaceId} and s.node_id = ${nodeId} and s.node_type = 'ab_split' and s.status = 'done' and not s.copied
         and r.workflow_id = ${workflowId} and not r.is_test and r.contact_id is not null
         and ${until === null ? sql`true` : sql`s.started_at <= ${until}`}
       order by r.contact_id, s.started_at, s.seq)
    select a.variant, count(*) as people, count(*) filter (where ${converted({ ctx, workflowId, config })}) as converted,
      min(a.at) as first_at
      from arrived a group by a.variant`.execute(ctx.db);
  const groups = new Map<string, Group>(config.variants.map(({ id }) => [id, { people: 0, converted: 0 }]));
  for (const row of rows) if (groups.has(row.variant)) groups.set(row.variant, row);
  const firstAt = rows.map((row) => row.first_at).sort()[0] ?? null;
  return { groups, firstAt };
}

function converted(args: {
  ctx: ServiceContext;
  workflowId: string;
  config: Pick<SplitConfig, "metric" | "goal">;
}): RawBuilder<boolean> {
  const { ctx, workflowId, config } = args;
  const { metric, goal } = config;
  if (metric === "goal_reached")
    return sql<boolean>`exists (select from conversions c where c.workspace_id = ${ctx.workspaceId} and c.contact_id = a.contact_id
      and c.workflow_id = ${workflowId} and not c.is_test and c.at >= a.at and ${goal === "" ? sql`true` : sql`lower(c.name) = lower(${goal})`})`;
  if (metric === "replied")
    return sql<boolean>`exists (select from messages m where m.workspace_id = ${ctx.workspaceId} and m.contact_id = a.contact_id
      and m.direction = 'inbound' and m.created_at >= a.at)`;
  return sql<boolean>`exists (select from messages m join message_events e on e.workspace_id = m.workspace_id and e.message_id = m.id
    where m.workspace_id = ${ctx.workspaceId} and m.run_id = a.run_id and e.type = ${metric === "email_clicked" ? "clicked" : "opened"}
      and not e.machine and e.occurred_at >= a.at)`;
}
