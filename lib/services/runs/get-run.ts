import type { RunAnswer } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import type { TriggerFacts } from "@/lib/nodes/facts";
import { nodeName, presentRuns, runRows } from "@/lib/services/runs/present-run";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** One run and where it stands. @throws AppError 404, also for an id of another workspace */
export async function getRun({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<RunAnswer> {
  const row = await runRows(ctx).where("r.id", "=", input.id).executeTakeFirst();
  if (!row) throw notFound("run");
  const [summary] = await presentRuns({ ctx, rows: [row] });
  const graph = await versionGraph({ ctx, versionId: row.version_id });
  const tokens = await ctx.db
    .selectFrom("workflow_tokens as t")
    .leftJoin("workflow_waits as s", (join) =>
      join
        .onRef("s.workspace_id", "=", "t.workspace_id")
        .onRef("s.token_id", "=", "t.id")
        .on("s.resolved_at", "is", null),
    )
    .select(["t.id", "t.node_id", "t.path", "t.visit", "t.status", "s.due_at"])
    .where("t.workspace_id", "=", ctx.workspaceId)
    .where("t.run_id", "=", row.id)
    .where("t.status", "!=", "done")
    .orderBy("t.id")
    .execute();
  const retries = await ctx.db
    .selectFrom("workflow_runs")
    .select(["id", "status"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("subject_id", "=", row.subject_id)
    .where("workflow_id", "=", row.workflow_id)
    .where("retry_of", "=", row.id)
    .orderBy("created_at")
    .execute();
  const trigger = row.trigger as TriggerFacts;
  return {
    ...summary!,
    root_run_id: row.root_run_id,
    trigger: {
      type: trigger.type,
      activity_id: trigger.activityId,
      occurred_at: trigger.occurredAt,
      data: trigger.data,
    },
    tokens: tokens.map((token) => ({
      ...token,
      name: nodeName({ graph, nodeId: token.node_id }),
      status: token.status as RunAnswer["tokens"][number]["status"],
    })),
    retried_by: retries as RunAnswer["retried_by"],
  };
}
