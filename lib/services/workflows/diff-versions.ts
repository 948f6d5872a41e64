import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import { diffGraphs } from "@/lib/engine/diff";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { getVersion } from "@/lib/services/workflows/get-version";

type Diff = typeof workflows.diff;
type Changed = Answer<Diff>["nodes"][number];

/** What changed from a version to another one, older or newer, or to the draft: by step, in words. @throws AppError 404 */
export async function diffVersions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Diff>;
}): Promise<Answer<Diff>> {
  const graphOf = async (which: number | "draft") =>
    (which === "draft"
      ? (await findWorkflow({ ctx, id: input.id })).draft
      : (await getVersion({ ctx, input: { id: input.id, number: which } })).graph) as unknown as Graph;
  const [before, after] = [await graphOf(input.number), await graphOf(input.with)];
  const byNode = new Map<string | null, Changed>();
  for (const { kind, nodeId, message } of diffGraphs({ before, after, registry })) {
    const node = [...after.nodes, ...before.nodes].find(({ id }) => id === nodeId);
    const known = byNode.get(nodeId) ?? {
      node_id: nodeId,
      name: node ? nameOf(node) : "The workflow",
      state: kind === "added" || kind === "removed" ? kind : ("changed" as const),
      changes: [],
    };
    known.changes.push(message);
    byNode.set(nodeId, known);
  }
  const place = new Map(after.nodes.map(({ id }, n) => [id as string | null, n]));
  const order = (changed: Changed) => place.get(changed.node_id) ?? after.nodes.length;
  return {
    from: input.number,
    to: input.with,
    nodes: [...byNode.values()].toSorted((a, b) => order(a) - order(b)),
  };
}

const nameOf = (node: GraphNode) => node.name ?? registry.get(node.type)?.label ?? node.type;
