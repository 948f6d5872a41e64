import type { ServiceContext } from "@/lib/db/scoped";
import { type Graph, graphSchema } from "@/lib/engine/graph";
import { notFound } from "@/lib/errors";

const MAX_CACHED = 200;
const cache = new Map<string, { workspaceId: string; graph: Graph }>();

/**
 * The graph of a published version. Versions never change, so the last few hundred are kept in memory, parsed and indexed.
 * @throws AppError 404 when the workspace has no such version
 */
export async function versionGraph({ ctx, versionId }: { ctx: ServiceContext; versionId: string }): Promise<Graph> {
  const known = cache.get(versionId);
  if (known?.workspaceId === ctx.workspaceId) {
    cache.delete(versionId);
    cache.set(versionId, known);
    return known.graph;
  }
  const row = await ctx.db
    .selectFrom("workflow_versions")
    .select("graph")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (!row) throw notFound("version");
  const graph = graphSchema.parse(row.graph);
  cache.set(versionId, { workspaceId: ctx.workspaceId, graph });
  if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value as string);
  return graph;
}
