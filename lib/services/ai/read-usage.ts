import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { type AiLimits, readLimits } from "@/lib/services/ai/limits";

/** What was used, reservations of requests on their way included; days and months begin by the workspace's clock. */
export interface AiUse {
  limits: AiLimits;
  tokensToday: number;
  costMicrosThisMonth: number;
  dayStart: string;
  monthStart: string;
}

/** How much of its limits the workspace has used. */
export async function readUsage(ctx: ServiceContext): Promise<AiUse> {
  const { rows } = await sql<{
    ai_limits: unknown;
    tokens: number;
    cost: number;
    day_start: string;
    month_start: string;
  }>`
    select w.ai_limits, used.tokens, used.cost, w.day_start, w.month_start
      from (select id, ai_limits,
              date_trunc('day', ${ctx.now}::timestamptz at time zone time_zone) at time zone time_zone as day_start,
              date_trunc('month', ${ctx.now}::timestamptz at time zone time_zone) at time zone time_zone as month_start
            from public.workspaces where id = ${ctx.workspaceId}) w
      cross join lateral (
        select coalesce(sum(g.input_tokens + g.output_tokens) filter (where g.created_at >= w.day_start), 0)::bigint as tokens,
               coalesce(sum(g.cost_micros), 0)::bigint as cost
          from public.generations g where g.workspace_id = w.id and g.created_at >= w.month_start) used`.execute(
    ctx.db,
  );
  const row = rows[0]!;
  return {
    limits: readLimits(row.ai_limits),
    tokensToday: row.tokens,
    costMicrosThisMonth: row.cost,
    dayStart: row.day_start,
    monthStart: row.month_start,
  };
}
