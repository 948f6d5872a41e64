import { heal } from "@/lib/engine/edit/heal";
import { type Graph, type GraphNode, type NodeSettings, nodeSettingsSchema } from "@/lib/engine/graph";
import { targetOf } from "@/lib/engine/graph-index";
import { edgeId, newKey } from "@/lib/engine/keys";
import { outletsOf } from "@/lib/engine/outlets";
import type { NodeDefinition, NodeRegistry } from "@/lib/nodes/define-node";

/**
 * The edits of the canvas, as pure functions: each takes a graph and returns a new one, the old stays as it was. An edit
 * that makes no sense (a connection into a trigger, a node that is not there) returns the very graph it was given.
 * `newId` makes node ids: letters, digits, "_" and "-", never used before.
 */
interface NewNode {
  definition: NodeDefinition;
  newId: () => string;
  position?: { x: number; y: number };
  config?: Record<string, unknown>;
}

/** Pixels between rows of nodes when no place was chosen. */
const ROW = 140;

/** Puts an unconnected node on the canvas. */
export function addNode({ graph, definition, newId, position, config }: { graph: Graph } & NewNode): {
  graph: Graph;
  nodeId: string;
} {
  const node: GraphNode = {
    id: newId(),
    key: newKey({ graph, type: definition.type }),
    type: definition.type,
    ...(definition.version > 1 && { version: definition.version }),
    config: structuredClone(config ?? definition.defaults),
    settings: nodeSettingsSchema.parse(undefined),
    position: position ?? { x: 0, y: Math.max(-ROW, ...graph.nodes.map((other) => other.position.y)) + ROW },
  };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, nodeId: node.id };
}

/** Puts a node behind an outlet; what the outlet led to now follows the new node's first way out. */
export function insertAfter(args: { graph: Graph; source: string; outlet: string } & NewNode): {
  graph: Graph;
  nodeId: string | null;
} {
  const { graph, source, outlet, definition } = args;
  const before = graph.nodes.find((node) => node.id === source);
  if (!before || definition.kind === "trigger") return { graph, nodeId: null };
  const target = targetOf({ graph, nodeId: source, outlet });
  const position = args.position ?? { x: before.position.x, y: before.position.y + ROW };
  const added = addNode({ ...args, position });
  const node = added.graph.nodes.at(-1)!;
  let next = link({ graph: added.graph, source, outlet, target: node.id });
  const first = outletsOf({ node, definition })[0];
  if (target && first) next = link({ graph: next, source: node.id, outlet: first.id, target: target.id });
  return { graph: next, nodeId: node.id };
}

/** Puts a node onto a connection. */
export function insertOnEdge(args: { graph: Graph; edgeId: string } & NewNode): {
  graph: Graph;
  nodeId: string | null;
} {
  const edge = args.graph.edges.find((candidate) => candidate.id === args.edgeId);
  return edge
    ? insertAfter({ ...args, source: edge.source, outlet: edge.outlet })
    : { graph: args.graph, nodeId: null };
}

/** Takes nodes away. Where one has a single connection onwards, what led to it leads there now. */
export function deleteNodes({ graph, nodeIds }: { graph: Graph; nodeIds: string[] }): Graph {
  return nodeIds.reduce((next, nodeId) => heal({ graph: next, nodeId }), graph);
}

/** Leads an outlet to a node; an older connection of this outlet goes. */
export function connect(args: {
  graph: Graph;
  registry: NodeRegistry;
  source: string;
  outlet: string;
  target: string;
}): Graph {
  const { graph, registry, source, target } = args;
  const to = graph.nodes.find((node) => node.id === target);
  if (!to || !graph.nodes.some((node) => node.id === source)) return graph;
  return registry.get(to.type)?.kind === "trigger" ? graph : link(args);
}

export function disconnect({ graph, edgeId: id }: { graph: Graph; edgeId: string }): Graph {
  return { ...graph, edges: graph.edges.filter((edge) => edge.id !== id) };
}

/** Names a node; an empty name gives back the type's label. The key stays: other steps refer to it. */
export function rename({ graph, nodeId, name }: { graph: Graph; nodeId: string; name: string }): Graph {
  const text = name.trim().slice(0, 120);
  return change({ graph, nodeId, edit: ({ name: _old, ...node }) => (text === "" ? node : { ...node, name: text }) });
}

/** Replaces a node's config. Connections of ways out that are gone with it are taken away. */
export function setConfig(args: {
  graph: Graph;
  registry: NodeRegistry;
  nodeId: string;
  config: Record<string, unknown>;
}): Graph {
  return prune({ ...args, graph: change({ ...args, edit: (node) => ({ ...node, config: args.config }) }) });
}

/** Changes some of a node's settings (retries, onError, disabled, note). */
export function setSettings(args: {
  graph: Graph;
  registry: NodeRegistry;
  nodeId: string;
  settings: Partial<NodeSettings>;
}): Graph {
  const edit = (node: GraphNode) => ({ ...node, settings: { ...node.settings, ...args.settings } });
  return prune({ ...args, graph: change({ ...args, edit }) });
}

export function moveNodes({
  graph,
  positions,
}: {
  graph: Graph;
  positions: Record<string, { x: number; y: number }>;
}): Graph {
  const nodes = graph.nodes.map((node) => {
    const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
    return position ? { ...node, position } : node;
  });
  return { ...graph, nodes };
}

function link({
  graph,
  source,
  outlet,
  target,
}: {
  graph: Graph;
  source: string;
  outlet: string;
  target: string;
}): Graph {
  const others = graph.edges.filter((edge) => edge.source !== source || edge.outlet !== outlet);
  return { ...graph, edges: [...others, { id: edgeId({ source, outlet }), source, outlet, target }] };
}

function change({
  graph,
  nodeId,
  edit,
}: {
  graph: Graph;
  nodeId: string;
  edit: (node: GraphNode) => GraphNode;
}): Graph {
  if (!graph.nodes.some((node) => node.id === nodeId)) return graph;
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === nodeId ? edit(node) : node)) };
}

function prune({ graph, registry, nodeId }: { graph: Graph; registry: NodeRegistry; nodeId: string }): Graph {
  const node = graph.nodes.find((candidate) => candidate.id === nodeId);
  const definition = node && registry.get(node.type);
  if (!node || !definition) return graph;
  const outlets = new Set(outletsOf({ node, definition }).map((outlet) => outlet.id));
  const edges = graph.edges.filter((edge) => edge.source !== nodeId || outlets.has(edge.outlet));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}
