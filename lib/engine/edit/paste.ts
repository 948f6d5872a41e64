import type { Graph, GraphEdge, GraphNode } from "@/lib/engine/graph";
import { edgeId, newKey } from "@/lib/engine/keys";

/** What a copy puts on the clipboard: nodes and the connections between them. Plain JSON. */
export interface Clipping {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export function copyNodes({ graph, nodeIds }: { graph: Graph; nodeIds: string[] }): Clipping {
  const chosen = new Set(nodeIds);
  return structuredClone({
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  });
}

/**
 * Puts copies into a graph, `offset` pixels away, with new ids and keys. Where a copy refers to another copy's output
 * (`steps.<key>`), it follows the new key. Returns the new node ids in the order of the clipping.
 */
export function paste(args: {
  graph: Graph;
  clipping: Clipping;
  newId: () => string;
  offset?: { x: number; y: number };
}): { graph: Graph; nodeIds: string[] } {
  const { clipping, newId, offset = { x: 40, y: 40 } } = args;
  const ids = new Map<string, string>();
  const keys = new Map<string, string>();
  const nodes = [...args.graph.nodes];
  for (const node of clipping.nodes) {
    const id = newId();
    const key = newKey({ graph: { nodes }, type: node.type });
    ids.set(node.id, id);
    keys.set(node.key, key);
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
    nodes.push({ ...structuredClone(node), id, key, position });
  }
  const nodeIds = [...ids.values()];
  const edges = clipping.edges.flatMap(({ source, outlet, target }) => {
    const [from, to] = [ids.get(source), ids.get(target)];
    return from && to ? [{ id: edgeId({ source: from, outlet }), source: from, outlet, target: to }] : [];
  });
  const pasted = new Set(nodeIds);
  const renamed = nodes.map((node) =>
    pasted.has(node.id) ? { ...node, config: withKeys({ value: node.config, keys }) as GraphNode["config"] } : node,
  );
  return { graph: { ...args.graph, nodes: renamed, edges: [...args.graph.edges, ...edges] }, nodeIds };
}

/** Copies nodes next to themselves. */
export function duplicate(args: { graph: Graph; nodeIds: string[]; newId: () => string }): {
  graph: Graph;
  nodeIds: string[];
} {
  return paste({ ...args, clipping: copyNodes(args) });
}

function withKeys({ value, keys }: { value: unknown; keys: ReadonlyMap<string, string> }): unknown {
  if (typeof value === "string") {
    return value.replace(/\bsteps\.([a-z][a-z0-9_]*)/g, (whole, key: string) => {
      const renamed = keys.get(key);
      return renamed ? `steps.${renamed}` : whole;
    });
  }
  if (Array.isArray(value)) return value.map((item) => withKeys({ value: item, keys }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withKeys({ value: item, keys })]));
}
