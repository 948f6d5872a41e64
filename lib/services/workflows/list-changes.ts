import type { ServiceContext } from "@/lib/db/scoped";
import { diffGraphs } from "@/lib/engine/diff";
import { emptyGraph, type Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** What publishing the draft would change, in words; before the first version every node is new. @throws AppError 404 */
export async function listChanges({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findWorkflow({ ctx, id: input.id });
  const live = row.published_version_id
    ? await ctx.db
        .selectFrom("workflow_versions")
        .select("graph")
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", row.published_version_id)
        .executeTakeFirstOrThrow()
    : null;
  const changes = diffGraphs({ before: (live?.graph as Graph) ?? emptyGraph(), after: row.draft as Graph, registry });
  return {
    live_version: row.live_version,
    changes: changes.map(({ kind, nodeId, message }) => ({ kind, node_id: nodeId, message })),
  };
}
