import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { presentWorkflow } from "@/lib/services/workflows/present";

/**
 * Puts a workflow away: nobody enters any more, its history stays; publishing brings it back.
 * @throws AppError 409 while people are inside, because their journeys would be left hanging; 404
 */
export async function archiveWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  const { inside } = await ctx.db
    .selectFrom("workflow_runs")
    .select(sql<number>`count(*)`.as("inside"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", row.id)
    .where("status", "in", ["running", "waiting", "held"])
    .executeTakeFirstOrThrow();
  if (inside > 0)
    throw new AppError(
      "conflict",
      `${inside === 1 ? "One run is" : `${inside} runs are`} still under way. Stop the workflow so that people finish or leave, then archive it.`,
    );
  await ctx.db
    .updateTable("workflows")
    .set({ status: "archived" })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id: row.id }) });
}
