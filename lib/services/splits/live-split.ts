import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { type SplitConfig, splitConfigSchema } from "@/lib/nodes/logic/ab-split";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The settings of a split step as the live version has them. @throws AppError 404 for no such workflow or step; 409 before publishing */
export async function liveSplit({
  ctx,
  workflowId,
  nodeId,
}: {
  ctx: ServiceContext;
  workflowId: string;
  nodeId: string;
}): Promise<SplitConfig> {
  const row = await findWorkflow({ ctx, id: workflowId });
  if (!row.published_version_id) throw new AppError("conflict", "Publish the workflow first: nobody has come by yet.");
  const graph = await versionGraph({ ctx, versionId: row.published_version_id });
  const node = graph.nodes.find((one) => one.id === nodeId && one.type === "ab_split");
  if (!node) throw notFound("split step of the live version");
  return splitConfigSchema.parse(node.config);
}
