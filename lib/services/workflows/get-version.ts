import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** One published version with its graph, as it was published. @throws AppError 404 */
export async function getVersion({ ctx, input }: { ctx: ServiceContext; input: { id: string; number: number } }) {
  const workflow = await findWorkflow({ ctx, id: input.id });
  const version = await ctx.db
    .selectFrom("workflow_versions")
    .select(["id", "number", "note", "created_at", "graph"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .where("number", "=", input.number)
    .executeTakeFirst();
  if (!version) throw notFound("version");
  const { id, graph, ...rest } = version;
  return { ...rest, live: id === workflow.published_version_id, graph: graph as Record<string, unknown> };
}
