import { graphlib, layout } from "@dagrejs/dagre";
import { CARD_HEIGHT, CARD_WIDTH, OUTLET_WIDTH } from "@/components/canvas/flow-types";
import { outletsOfNode } from "@/components/canvas/node-words";
import { GAP, type Heights, type Point } from "@/components/canvas/place";
import type { Graph } from "@/lib/engine/graph";

/** Places for all nodes, top to bottom, branches left to right in the order of their outlets. */
export function tidyPlaces({ graph, heights }: { graph: Graph; heights: Heights }): Record<string, Point> {
  const dagre = new graphlib.Graph({ multigraph: true });
  dagre.setGraph({ rankdir: "TB", nodesep: 40, ranksep: GAP, marginx: 0, marginy: 0 });
  dagre.setDefaultEdgeLabel(() => ({}));
  const widths = new Map<string, number>();
  for (const node of graph.nodes) {
    const width = Math.max(CARD_WIDTH, outletsOfNode(node).length * OUTLET_WIDTH);
    widths.set(node.id, width);
    dagre.setNode(node.id, { width, height: heights.get(node.id) ?? CARD_HEIGHT });
  }
  for (const node of graph.nodes) {
    for (const outlet of outletsOfNode(node)) {
      const edge = graph.edges.find((one) => one.source === node.id && one.outlet === outlet.id);
      if (edge) dagre.setEdge(edge.source, edge.target, {}, edge.id);
    }
  }
  // The heuristic that saves a crossing here and there would swap "yes" and "no".
  layout(dagre, { disableOptimalOrderHeuristic: true });
  const places: Record<string, Point> = {};
  for (const node of graph.nodes) {
    const { x, y } = dagre.node(node.id) as Point;
    places[node.id] = {
      x: Math.round(x - CARD_WIDTH / 2),
      y: Math.round(y - (heights.get(node.id) ?? CARD_HEIGHT) / 2),
    };
  }
  return places;
}
