import type { FlowEdge, FlowNode } from "@/components/canvas/flow-types";
import { nodeTitle, outletsOfNode } from "@/components/canvas/node-words";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";

/** React Flow's nodes of a graph. What did not change stays the same object, so that nothing is drawn twice. */
export function toFlowNodes({
  graph,
  previous,
  selection,
}: {
  graph: Graph;
  previous: FlowNode[];
  selection: ReadonlySet<string>;
}): FlowNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  return graph.nodes.map((node) => {
    const known = before.get(node.id);
    const selected = selection.has(node.id);
    const ariaLabel = nodeTitle(node);
    if (known && same(known, node) && Boolean(known.selected) === selected && known.ariaLabel === ariaLabel)
      return known;
    return {
      ...(known ?? { id: node.id, type: "card", data: {} }),
      position: node.position,
      selected,
      ariaLabel,
    } as FlowNode;
  });
}

/** React Flow's edges, each with the label of the outlet it leaves by. */
export function toFlowEdges({ graph, previous }: { graph: Graph; previous: FlowEdge[] }): FlowEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const { nodes } = indexGraph(graph);
  return graph.edges.map((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    const label = source ? (outletsOfNode(source).find((outlet) => outlet.id === edge.outlet)?.label ?? "") : "";
    const ariaLabel = `From ${source ? nodeTitle(source) : ""}${label ? `, ${label},` : ""} to ${target ? nodeTitle(target) : ""}`;
    const known = before.get(edge.id);
    if (known && known.target === edge.target && known.ariaLabel === ariaLabel) return known;
    return {
      id: edge.id,
      type: "line",
      source: edge.source,
      sourceHandle: edge.outlet,
      target: edge.target,
      targetHandle: "in",
      data: { label },
      ariaLabel,
    };
  });
}

const same = (flow: FlowNode, node: GraphNode) =>
  flow.position.x === node.position.x && flow.position.y === node.position.y;
