import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { splitConfigSchema } from "@/lib/nodes/logic/ab-split";

/** Keeps a row for each split of a version just published. A winner stays as long as its variant does. */
export async function saveSplits(args: { ctx: ServiceContext; graph: Graph; workflowId: string }): Promise<void> {
  const { ctx, graph, workflowId } = args;
  const { workspaceId, db } = ctx;
  const found = graph.nodes.filter((node) => node.type === "ab_split" && !node.settings.disabled);
  const before = await db
    .selectFrom("workflow_splits")
    .select(["node_id", "winner"])
    .where("workspace_id", "=", workspaceId)
    .where("workflow_id", "=", workflowId)
    .execute();
  const here = (nodeId: string) =>
    [workspaceId, workflowId, nodeId] as const satisfies readonly [string, string, string];
  for (const { node_id } of before) {
    if (found.some((node) => node.id === node_id)) continue;
    const [workspace, workflow, node] = here(node_id);
    await db
      .deleteFrom("workflow_splits")
      .where("workspace_id", "=", workspace)
      .where("workflow_id", "=", workflow)
      .where("node_id", "=", node)
      .execute();
  }
  for (const node of found) {
    const { variants, autoWinner } = splitConfigSchema.parse(node.config);
    const winner = before.find((row) => row.node_id === node.id)?.winner ?? null;
    const kept = winner !== null && variants.some(({ id }) => id === winner);
    const check_at = autoWinner && !kept ? ctx.now : null;
    await db
      .insertInto("workflow_splits")
      .values({ workspace_id: workspaceId, workflow_id: workflowId, node_id: node.id, check_at })
      .onConflict((c) =>
        c
          .columns(["workspace_id", "workflow_id", "node_id"])
          .doUpdateSet({ check_at, ...(kept ? {} : { winner: null, decided_by: null, decided_at: null }) }),
      )
      .execute();
  }
}
