import type { Graph } from "@/lib/engine/graph";

/** Takes one node away; if exactly one connection left it, what led to it now leads where that one led. */
export function heal({ graph, nodeId }: { graph: Graph; nodeId: string }): Graph {
  if (!graph.nodes.some((node) => node.id === nodeId)) return graph;
  const onward = graph.edges.filter((edge) => edge.source === nodeId && edge.target !== nodeId);
  const target = onward.length === 1 ? onward[0]!.target : null;
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => node.id !== nodeId),
    edges: graph.edges.flatMap((edge) => {
      if (edge.source === nodeId) return [];
      if (edge.target !== nodeId) return [edge];
      return target === null || target === edge.source ? [] : [{ ...edge, target }];
    }),
  };
}
