import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/** How many runs of a workflow stand still because it was paused. */
export async function countHeld({ ctx, workflowId }: { ctx: ServiceContext; workflowId: string }): Promise<number> {
  const { held } = await ctx.db
    .selectFrom("workflow_runs")
    .select(sql<number>`count(*)`.as("held"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", workflowId)
    .where("status", "=", "held")
    .executeTakeFirstOrThrow();
  return held;
}
