import type { RunSummary } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { registry } from "@/lib/nodes/registry";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** The query every answer about runs starts from. Add what narrows and sorts it. */
export function runRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("workflow_runs as r")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "r.workspace_id").onRef("w.id", "=", "r.workflow_id"),
    )
    .innerJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "r.workspace_id").onRef("v.id", "=", "r.version_id"),
    )
    .leftJoin("contacts as c", (join) =>
      join.onRef("c.workspace_id", "=", "r.workspace_id").onRef("c.id", "=", "r.contact_id"),
    )
    .select([
      "r.id",
      "r.workflow_id",
      "r.version_id",
      "r.status",
      "r.reason",
      "r.is_test",
      "r.retry_of",
      "r.root_run_id",
      "r.trigger",
      "r.subject_id",
      "r.contact_id",
      "r.started_at",
      "r.ended_at",
      "r.created_at",
      "w.name as workflow_name",
      "v.number as version",
      "c.email",
      "c.first_name",
      "c.last_name",
    ])
    .where("r.workspace_id", "=", ctx.workspaceId);
}

export type RunRow = Awaited<ReturnType<ReturnType<typeof runRows>["executeTakeFirstOrThrow"]>>;

/** Run rows as lists show them, with the names of the steps they stand at. */
export async function presentRuns({ ctx, rows }: { ctx: ServiceContext; rows: RunRow[] }): Promise<RunSummary[]> {
  const open = rows.filter((row) => row.ended_at === null).map((row) => row.id);
  const tokens =
    open.length === 0
      ? []
      : await ctx.db
          .selectFrom("workflow_tokens")
          .select(["run_id", "node_id"])
          .where("workspace_id", "=", ctx.workspaceId)
          .where("run_id", "in", open)
          .where("status", "!=", "done")
          .orderBy("id")
          .execute();
  return Promise.all(
    rows.map(async (row) => {
      const here = tokens.filter((token) => token.run_id === row.id);
      const graph = here.length > 0 ? await versionGraph({ ctx, versionId: row.version_id }) : null;
      return {
        id: row.id,
        workflow: { id: row.workflow_id, name: row.workflow_name },
        contact: personOf({ ...row, id: row.contact_id }),
        version: row.version,
        status: row.status as RunSummary["status"],
        reason: row.reason,
        current_nodes: graph ? [...new Set(here.map((token) => nodeName({ graph, nodeId: token.node_id })))] : [],
        is_test: row.is_test,
        retry_of: row.retry_of,
        started_at: row.started_at,
        ended_at: row.ended_at,
        created_at: row.created_at,
      };
    }),
  );
}

/** A contact as a line shows it: name, or address. */
export function personOf(row: {
  id: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
}) {
  if (row.id === null) return null;
  const name = [row.first_name, row.last_name].filter(Boolean).join(" ") || row.email || "Unnamed contact";
  return { id: row.id, name, email: row.email };
}

/** What a node is called on the canvas. */
export function nodeName({ graph, nodeId }: { graph: Graph; nodeId: string }): string {
  const node = indexGraph(graph).nodes.get(nodeId);
  return node ? node.name || registry.get(node.type)?.label || node.key : "A removed step";
}
