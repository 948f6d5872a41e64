import type { Graph, GraphEdge, GraphNode } from "@/lib/engine/graph";

export interface GraphIndex {
  nodes: ReadonlyMap<string, GraphNode>;
  outgoing: ReadonlyMap<string, GraphEdge[]>;
  incoming: ReadonlyMap<string, GraphEdge[]>;
}

const cache = new WeakMap<Graph, GraphIndex>();

/** Maps of a graph's nodes and edges, built once per graph object. Treat graphs as immutable: edits make new ones. */
export function indexGraph(graph: Graph): GraphIndex {
  const known = cache.get(graph);
  if (known) return known;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const outgoing = new Map<string, GraphEdge[]>();
  const incoming = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    push(outgoing, edge.source, edge);
    push(incoming, edge.target, edge);
  }
  const index = { nodes, outgoing, incoming };
  cache.set(graph, index);
  return index;
}

/** The node that the outlet of a node leads to, or null when no edge (or an edge to nowhere) leaves it. */
export function targetOf({
  graph,
  nodeId,
  outlet,
}: {
  graph: Graph;
  nodeId: string;
  outlet: string;
}): GraphNode | null {
  const index = indexGraph(graph);
  const edge = index.outgoing.get(nodeId)?.find((candidate) => candidate.outlet === outlet);
  return (edge && index.nodes.get(edge.target)) ?? null;
}

function push(map: Map<string, GraphEdge[]>, key: string, edge: GraphEdge) {
  const list = map.get(key);
  if (list) list.push(edge);
  else map.set(key, [edge]);
}
