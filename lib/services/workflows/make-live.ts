import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { clockKey, saveSchedules } from "@/lib/services/schedules/save-schedules";
import { saveSplits } from "@/lib/services/splits/save-splits";
import type { WorkflowRow } from "@/lib/services/workflows/present";

/**
 * Makes a version that exists the live one: its triggers for dispatch to find, its schedules and splits, status live. A paused
 * workflow stays paused. `revision` is the draft's that equals the version, null when none does. The caller holds the row.
 */
export async function makeLive(args: {
  ctx: ServiceContext;
  workflow: WorkflowRow;
  versionId: string;
  graph: Graph;
  revision: number | null;
}): Promise<void> {
  const { ctx, workflow, versionId, graph, revision } = args;
  await ctx.db
    .deleteFrom("workflow_triggers")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", workflow.id)
    .execute();
  await ctx.db
    .insertInto("workflow_triggers")
    .values(triggerRows({ ctx, graph, workflowId: workflow.id, versionId }))
    .execute();
  await saveSchedules({ ctx, graph, workflowId: workflow.id });
  await saveSplits({ ctx, graph, workflowId: workflow.id });
  await ctx.db
    .updateTable("workflows")
    .set({
      status: workflow.status === "paused" ? "paused" : "live",
      published_version_id: versionId,
      published_revision: revision,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", workflow.id)
    .execute();
}

/** What dispatch looks up: one row per trigger node and event, with the key that narrows it. */
function triggerRows({
  ctx,
  graph,
  workflowId,
  versionId,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflowId: string;
  versionId: string;
}) {
  return graph.nodes.flatMap((node) => {
    const definition = registry.get(node.type);
    const match = definition?.trigger;
    if (!definition || !match || node.settings.disabled) return [];
    const config = definition.config.parse(node.config);
    const often = match.often?.(config) ?? null;
    return match.events.map((event) => ({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      workflow_id: workflowId,
      version_id: versionId,
      node_id: node.id,
      event_type: event,
      // Whoever asks by hand names the workflow, which a node does not know of itself.
      key:
        event === "workflow.requested"
          ? workflowId
          : match.clock
            ? clockKey({ workflowId, nodeId: node.id })
            : (match.key?.(config) ?? null),
      conditions: match.conditions?.(config) ?? null,
      times: often?.times ?? 1,
      within_hours: often?.withinHours ?? null,
    }));
  });
}
