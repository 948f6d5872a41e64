import type { RunStep } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { nodeName } from "@/lib/services/runs/present-run";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** The steps of a run in the order they were reached, all of them. @throws AppError 404 */
export async function listSteps({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const run = await ctx.db
    .selectFrom("workflow_runs")
    .select(["id", "version_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!run) throw notFound("run");
  const graph = await versionGraph({ ctx, versionId: run.version_id });
  const rows = await ctx.db
    .selectFrom("workflow_run_steps")
    .select([
      "id",
      "node_id",
      "node_key",
      "node_type",
      "visit",
      "path",
      "status",
      "outlet",
      "input",
      "output",
      "note",
      "error",
      "attempts",
      "copied",
      "started_at",
      "ended_at",
    ])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", run.id)
    .orderBy("seq")
    .execute();
  const data = rows.map(
    ({ node_key, node_type, attempts, ...row }): RunStep => ({
      ...(row as Omit<RunStep, "key" | "type" | "name" | "attempts">),
      key: node_key,
      type: node_type,
      name: nodeName({ graph, nodeId: row.node_id }),
      // The row counts failed tries; the one that worked comes on top.
      attempts: attempts + (row.status === "done" ? 1 : 0),
    }),
  );
  return { data, next_cursor: null };
}
