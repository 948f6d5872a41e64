import { CARD_HEIGHT, CARD_WIDTH } from "@/components/canvas/flow-types";
import { outletsOfNode } from "@/components/canvas/node-words";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph, targetOf } from "@/lib/engine/graph-index";

export type Point = { x: number; y: number };
export type Heights = ReadonlyMap<string, number>;

/** Free pixels between a card and the next one below it. */
export const GAP = 76;
const GRID = 4;

/**
 * Where a node inserted behind an outlet stands, and which nodes must move down to make room for it.
 * `heights` are the measured heights of cards in pixels.
 */
export function placeAfter(args: { graph: Graph; source: string; outlet: string; heights: Heights }): {
  position: Point;
  moved: Record<string, Point>;
} {
  const { graph, source, outlet, heights } = args;
  const node = indexGraph(graph).nodes.get(source);
  if (!node) return { position: { x: 0, y: 0 }, moved: {} };
  const bottom = node.position.y + (heights.get(source) ?? CARD_HEIGHT);
  const y = bottom + GAP;
  const target = targetOf({ graph, nodeId: source, outlet });
  if (!target || target.position.y <= node.position.y) {
    const outlets = outletsOfNode(node);
    const n = Math.max(
      0,
      outlets.findIndex((one) => one.id === outlet),
    );
    const x = node.position.x + (n - (outlets.length - 1) / 2) * (CARD_WIDTH + 40);
    return { position: freeSpot({ graph, wanted: { x, y } }), moved: {} };
  }
  const position = { x: target.position.x, y };
  const missing = y + CARD_HEIGHT + GAP - target.position.y;
  if (missing <= 0) return { position, moved: {} };
  return { position, moved: pushDown({ graph, from: target.id, by: snap(missing), above: node.position.y }) };
}

/** The wanted place, or the next one to its right where no card stands. */
export function freeSpot({ graph, wanted }: { graph: Graph; wanted: Point }): Point {
  let { x } = wanted;
  const y = snap(wanted.y);
  const taken = () =>
    graph.nodes.some(
      (node) => Math.abs(node.position.x - x) < CARD_WIDTH + 20 && Math.abs(node.position.y - y) < CARD_HEIGHT + 20,
    );
  for (let tries = 0; taken() && tries < 200; tries += 1) x += 40;
  return { x: snap(x), y };
}

function pushDown({
  graph,
  from,
  by,
  above,
}: {
  graph: Graph;
  from: string;
  by: number;
  above: number;
}): Record<string, Point> {
  const { nodes, outgoing } = indexGraph(graph);
  const moved: Record<string, Point> = {};
  const queue = [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const node = nodes.get(id);
    // Nodes above are where a backward connection leads; they stay.
    if (!node || moved[id] || node.position.y <= above) continue;
    moved[id] = { x: node.position.x, y: node.position.y + by };
    for (const edge of outgoing.get(id) ?? []) queue.push(edge.target);
  }
  return moved;
}

const snap = (value: number) => Math.round(value / GRID) * GRID;
