import { sql } from "kysely";
import { DateTime } from "luxon";
import { entryRules, workflowSettings } from "@/lib/api/contracts/workflow-settings";
import type { WorkflowAnswer, WorkflowSummary } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { workflowAccess } from "@/lib/services/collaborators/workflow-access";
import { type KnownForm, referencedForms } from "@/lib/services/workflows/references";

/** The query every answer about workflows starts from: the row with the number of its published version. */
export function workflowRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("workflows as w")
    .leftJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "w.workspace_id").onRef("v.id", "=", "w.published_version_id"),
    )
    .selectAll("w")
    .select("v.number as live_version")
    .where("w.workspace_id", "=", ctx.workspaceId);
}

export type WorkflowRow = Awaited<ReturnType<ReturnType<typeof workflowRows>["executeTakeFirstOrThrow"]>>;

/** Workflow rows as the API shows them in lists, with what their runs did today (in the workspace's zone). */
export async function presentSummaries({
  ctx,
  rows,
}: {
  ctx: ServiceContext;
  rows: WorkflowRow[];
}): Promise<WorkflowSummary[]> {
  if (rows.length === 0) return [];
  const [counts, names] = [
    await countRuns({ ctx, ids: rows.map((row) => row.id) }),
    await referencedForms({ ctx, graphs: rows.map((row) => row.draft as Graph) }),
  ];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    status: row.status as WorkflowSummary["status"],
    revision: row.revision,
    live_version: row.live_version,
    has_changes: row.published_version_id !== null && row.published_revision !== row.revision,
    triggers: triggerSentences({ graph: row.draft as Graph, names }),
    priority: row.priority,
    exclusive_group: row.exclusive_group,
    paused:
      row.status === "paused"
        ? { reason: row.paused_reason === "breaker" ? "breaker" : "member", at: row.paused_at ?? row.updated_at }
        : null,
    runs: counts.get(row.id) ?? { today: 0, active: 0, held: 0, failed_today: 0 },
    created_at: row.created_at,
    updated_at: row.updated_at,
  }));
}

/** One workflow with its draft, its entry rules, and what whoever asks may do with it. */
export async function presentWorkflow({
  ctx,
  row,
}: {
  ctx: ServiceContext;
  row: WorkflowRow;
}): Promise<WorkflowAnswer> {
  const [summary] = await presentSummaries({ ctx, rows: [row] });
  return {
    ...summary!,
    draft: row.draft as Record<string, unknown>,
    entry: entryRules.parse(row.entry),
    settings: workflowSettings.parse(row.settings),
    access: await workflowAccess({ ctx, workflowId: row.id }),
  };
}

async function countRuns({ ctx, ids }: { ctx: ServiceContext; ids: string[] }) {
  const workspace = await ctx.db
    .selectFrom("workspaces")
    .select("time_zone")
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  const dayStart = DateTime.fromISO(ctx.now, { zone: workspace.time_zone }).startOf("day").toUTC().toISO() ?? ctx.now;
  const [today, active] = [
    await ctx.db
      .selectFrom("workflow_runs")
      .select("workflow_id")
      .select(sql<number>`count(*)`.as("today"))
      .select(sql<number>`count(*) filter (where status = 'failed')`.as("failed_today"))
      .where("workspace_id", "=", ctx.workspaceId)
      .where("workflow_id", "in", ids)
      .where("created_at", ">=", dayStart)
      .where("is_test", "=", false)
      .groupBy("workflow_id")
      .execute(),
    await ctx.db
      .selectFrom("workflow_runs")
      .select("workflow_id")
      .select(sql<number>`count(*)`.as("active"))
      .select(sql<number>`count(*) filter (where status = 'held')`.as("held"))
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`status in ('running', 'waiting', 'held')`)
      .where("workflow_id", "in", ids)
      .groupBy("workflow_id")
      .execute(),
  ];
  const counts = new Map(ids.map((id) => [id, { today: 0, active: 0, held: 0, failed_today: 0 }]));
  for (const row of today)
    Object.assign(counts.get(row.workflow_id)!, { today: row.today, failed_today: row.failed_today });
  for (const row of active) Object.assign(counts.get(row.workflow_id)!, { active: row.active, held: row.held });
  return counts;
}

function triggerSentences({ graph, names }: { graph: Graph; names: Map<string, KnownForm> }): string[] {
  return graph.nodes.flatMap((node) => {
    const definition = registry.get(node.type);
    if (definition?.kind !== "trigger" || node.settings.disabled) return [];
    return [definition.summary(node.config, (kind, id) => (kind === "form" ? names.get(id)?.name : undefined))];
  });
}
