import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import type { NodeRegistry } from "@/lib/nodes/define-node";

/** One way a run can take from a step: along a connection (`outlet`), or by a jump (`outlet` is null). */
export interface Way {
  outlet: string | null;
  target: string;
}

/** All ways out of each step, to steps that exist: connections and jumps. */
export function waysOf({ graph, registry }: { graph: Graph; registry: NodeRegistry }): (id: string) => Way[] {
  const { nodes, outgoing } = indexGraph(graph);
  return (id) => {
    const node = nodes.get(id);
    const along = (outgoing.get(id) ?? []).map(({ outlet, target }): Way => ({ outlet, target }));
    const jumps = node && !node.settings.disabled ? jumpsOf({ node, registry }) : [];
    return [...along, ...jumps.map((target): Way => ({ outlet: null, target }))].filter(({ target }) =>
      nodes.has(target),
    );
  };
}

/** The steps a node's settings jump to, whether they exist or not. */
export function jumpsOf({ node, registry }: { node: Graph["nodes"][number]; registry: NodeRegistry }): string[] {
  try {
    return registry.get(node.type)?.jumps?.(node.config) ?? [];
  } catch {
    return [];
  }
}
