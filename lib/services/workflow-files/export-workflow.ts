import { FILE_FORMAT, FILE_VERSION, type WorkflowFile } from "@/lib/api/contracts/workflow-files";
import { entryRules, workflowSettings } from "@/lib/api/contracts/workflow-settings";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { thingsOf } from "@/lib/services/workflow-files/config-paths";
import { findNamed } from "@/lib/services/workflow-files/find-named";
import { stripGraph } from "@/lib/services/workflow-files/strip-graph";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * The draft, entry rules and settings as a file. Forms, segments and workflows are named, so that they can be found again by
 * their names elsewhere; secrets, members and webhook addresses are left out. @throws AppError 404
 */
export async function exportWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<WorkflowFile> {
  const row = await findWorkflow({ ctx, id: input.id });
  const { graph, leftOut } = stripGraph(row.draft as Graph);
  const entry = entryRules.parse(row.entry);
  const wanted = graph.nodes.flatMap(thingsOf).map(({ kind, id }) => ({ kind: kind as string, value: id }));
  if (entry.segment_gate) wanted.push({ kind: "segment", value: entry.segment_gate.segment_id });
  return {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    workflow: {
      name: row.name,
      description: row.description,
      graph: graph as unknown as Record<string, unknown>,
      entry,
      settings: workflowSettings.parse(row.settings),
    },
    references: await findNamed({ ctx, by: "id", wanted }),
    left_out: leftOut,
  };
}
