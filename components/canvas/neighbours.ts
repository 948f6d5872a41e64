import { outletsOfNode } from "@/components/canvas/node-words";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";

export type Direction = "up" | "down" | "left" | "right";

/** Where an arrow key leads from a node: along a connection where there is one, else to the nearest card that way. */
export function neighbour({
  graph,
  nodeId,
  direction,
}: {
  graph: Graph;
  nodeId: string;
  direction: Direction;
}): string | null {
  const { nodes, incoming, outgoing } = indexGraph(graph);
  const node = nodes.get(nodeId);
  if (!node) return null;
  if (direction === "up") return incoming.get(nodeId)?.[0]?.source ?? nearest({ graph, nodeId, direction });
  if (direction === "down") {
    const edges = outgoing.get(nodeId) ?? [];
    const first = outletsOfNode(node)
      .map((outlet) => edges.find((edge) => edge.outlet === outlet.id))
      .find(Boolean);
    return first?.target ?? nearest({ graph, nodeId, direction });
  }
  return nearest({ graph, nodeId, direction });
}

function nearest({ graph, nodeId, direction }: { graph: Graph; nodeId: string; direction: Direction }): string | null {
  const from = graph.nodes.find((node) => node.id === nodeId)?.position;
  if (!from) return null;
  let best: { id: string; cost: number } | null = null;
  for (const { id, position } of graph.nodes) {
    if (id === nodeId) continue;
    const [dx, dy] = [position.x - from.x, position.y - from.y];
    const along = { up: -dy, down: dy, left: -dx, right: dx }[direction];
    const across = direction === "up" || direction === "down" ? Math.abs(dx) : Math.abs(dy);
    if (along <= 0 || across > along * 2) continue;
    const cost = along + across * 2;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}
