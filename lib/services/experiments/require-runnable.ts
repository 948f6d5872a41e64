import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { AppError, type FieldError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";
import type { ExperimentRow } from "@/lib/services/experiments/experiment-rows";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { findProblems } from "@/lib/services/workflows/find-problems";

/**
 * Every variant must still be publishable and have the triggers of the live version, by which people come in. Returns the
 * graphs of the variants. @throws AppError 422 naming each variant that cannot take people
 */
export async function requireRunnable(args: {
  ctx: ServiceContext;
  experiment: ExperimentRow;
  liveVersionId: string;
}): Promise<Graph[]> {
  const { ctx, experiment, liveVersionId } = args;
  const live = triggersOf(await versionGraph({ ctx, versionId: liveVersionId }));
  const fields: FieldError[] = [];
  const graphs: Graph[] = [];
  for (const [n, { version, version_id }] of experiment.variants.entries()) {
    const graph = await versionGraph({ ctx, versionId: version_id });
    graphs.push(graph);
    const path = `variants.${n}.version`;
    const own = triggersOf(graph);
    const missing = live.find((node) => !own.some((one) => one.id === node.id && one.type === node.type));
    if (missing)
      fields.push({
        path,
        message: `Version ${version} lacks the trigger "${missing.name || (registry.get(missing.type)?.label ?? missing.type)}" of the live version, so people who come in by it would have nowhere to start. Choose another version.`,
      });
    const problem = (await findProblems({ ctx, graph })).find(({ severity }) => severity === "error");
    if (problem) fields.push({ path, message: `Version ${version} cannot run any more: ${problem.message}` });
  }
  if (fields.length > 0) throw new AppError("validation", fields[0]!.message, { fields });
  return graphs;
}

const triggersOf = (graph: Graph): GraphNode[] =>
  graph.nodes.filter((node) => registry.get(node.type)?.trigger && !node.settings.disabled);
