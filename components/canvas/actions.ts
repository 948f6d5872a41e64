import type { PaletteTarget } from "@/components/canvas/flow-types";
import { tidyPlaces } from "@/components/canvas/layout";
import { outletsOfNode } from "@/components/canvas/node-words";
import { freeSpot, GAP, type Heights, placeAfter } from "@/components/canvas/place";
import type { CanvasStore } from "@/components/canvas/store";
import * as edit from "@/lib/engine/edit";
import { type Clipping, copyNodes, duplicate, paste } from "@/lib/engine/edit/paste";
import { indexGraph } from "@/lib/engine/graph-index";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

/** Node ids are stable forever and never reused, so they are random. (randomUUID is missing on plain http.) */
export const newNodeId = () =>
  `n_${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/** The edits a person makes on the canvas, each one step of undo. */
export const actions = {
  insert,
  remove,
  duplicateSelection,
  copySelection,
  pasteClipping,
  tidy,
  toggleDisabled,
  connect,
  rename,
  dropMoved,
};

/** Puts a new step where `target` says and chooses it. Returns its id, or null where it cannot stand. */
function insert({
  store,
  definition,
  target,
}: {
  store: CanvasStore;
  definition: NodeDefinition;
  target: PaletteTarget;
}): string | null {
  const { graph, commit } = store.getState();
  if (target.kind === "free" || definition.kind === "trigger") {
    const wanted = target.kind === "free" ? target.position : null;
    const position = wanted ?? openPlace(store, definition.kind === "trigger");
    const added = edit.addNode({ graph, definition, newId: newNodeId, position });
    commit({ graph: added.graph, select: [added.nodeId] });
    return added.nodeId;
  }
  const edge = target.kind === "edge" ? graph.edges.find((one) => one.id === target.edgeId) : undefined;
  const place = target.kind === "outlet" ? { source: target.source, outlet: target.outlet } : edge;
  if (!place) return null;
  const { position, moved } = placeAfter({
    graph,
    source: place.source,
    outlet: place.outlet,
    heights: heightsOf(store),
  });
  const room = Object.keys(moved).length > 0 ? edit.moveNodes({ graph, positions: moved }) : graph;
  const added = edit.insertAfter({
    graph: room,
    source: place.source,
    outlet: place.outlet,
    definition,
    newId: newNodeId,
    position,
  });
  if (added.nodeId === null) return null;
  commit({ graph: added.graph, select: [added.nodeId] });
  return added.nodeId;
}

/** Deletes what is chosen: nodes (healing the connections around them) or one connection. Chooses what was above. */
function remove({ store }: { store: CanvasStore }): void {
  const { graph, selection, selectedEdge, commit, selectEdge } = store.getState();
  if (selection.length > 0) {
    const above = indexGraph(graph)
      .incoming.get(selection[0]!)
      ?.find((edge) => !selection.includes(edge.source))?.source;
    commit({ graph: edit.deleteNodes({ graph, nodeIds: selection }), select: above ? [above] : [] });
  } else if (selectedEdge !== null) {
    commit({ graph: edit.disconnect({ graph, edgeId: selectedEdge }) });
    selectEdge(null);
  }
}

function duplicateSelection({ store }: { store: CanvasStore }): void {
  const { graph, selection, commit } = store.getState();
  if (selection.length === 0) return;
  const copied = duplicate({ graph, nodeIds: selection, newId: newNodeId });
  commit({ graph: copied.graph, select: copied.nodeIds });
}

/** What is chosen as JSON text for the clipboard, or null when nothing is. */
function copySelection({ store }: { store: CanvasStore }): string | null {
  const { graph, selection } = store.getState();
  return selection.length === 0
    ? null
    : JSON.stringify({ leadloom: "steps", ...copyNodes({ graph, nodeIds: selection }) });
}

/** Pastes steps that were copied here or in another workflow. False when the text is something else. */
function pasteClipping({ store, text }: { store: CanvasStore; text: string }): boolean {
  const clipping = readClipping(text);
  if (!clipping) return false;
  const { graph, commit } = store.getState();
  const pasted = paste({ graph, clipping, newId: newNodeId });
  commit({ graph: pasted.graph, select: pasted.nodeIds });
  return true;
}

function tidy({ store }: { store: CanvasStore }): void {
  const { graph, commit } = store.getState();
  if (graph.nodes.length > 0)
    commit({ graph: edit.moveNodes({ graph, positions: tidyPlaces({ graph, heights: heightsOf(store) }) }) });
}

/** Turns the chosen steps off, or on again when all of them are off. */
function toggleDisabled({ store }: { store: CanvasStore }): void {
  const { graph, selection, commit } = store.getState();
  const chosen = graph.nodes.filter((node) => selection.includes(node.id));
  if (chosen.length === 0) return;
  const disabled = chosen.some((node) => !node.settings.disabled);
  commit({
    graph: chosen.reduce(
      (next, node) => edit.setSettings({ graph: next, registry, nodeId: node.id, settings: { disabled } }),
      graph,
    ),
  });
}

function connect({
  store,
  source,
  outlet,
  target,
}: {
  store: CanvasStore;
  source: string;
  outlet: string;
  target: string;
}): void {
  const { graph, commit } = store.getState();
  commit({ graph: edit.connect({ graph, registry, source, outlet, target }) });
}

function rename({ store, nodeId, name }: { store: CanvasStore; nodeId: string; name: string }): void {
  const { graph, commit } = store.getState();
  const label = registry.get(graph.nodes.find((node) => node.id === nodeId)?.type ?? "")?.label;
  commit({ graph: edit.rename({ graph, nodeId, name: name.trim() === label ? "" : name }) });
}

/** Keeps the places of nodes that were dragged. */
function dropMoved({
  store,
  nodes,
}: {
  store: CanvasStore;
  nodes: { id: string; position: { x: number; y: number } }[];
}): void {
  const { graph, commit } = store.getState();
  const places = new Map(graph.nodes.map((node) => [node.id, node.position]));
  const moved = nodes.filter(
    ({ id, position }) => places.get(id)?.x !== position.x || places.get(id)?.y !== position.y,
  );
  if (moved.length > 0)
    commit({
      graph: edit.moveNodes({ graph, positions: Object.fromEntries(moved.map(({ id, position }) => [id, position])) }),
    });
}

/** The first way out of a node that leads nowhere yet; else its first way out; null when it has none. */
export function nextOutlet({ store, nodeId }: { store: CanvasStore; nodeId: string }): string | null {
  const { graph } = store.getState();
  const { nodes, outgoing } = indexGraph(graph);
  const node = nodes.get(nodeId);
  if (!node) return null;
  const outlets = outletsOfNode(node);
  const used = new Set((outgoing.get(nodeId) ?? []).map((edge) => edge.outlet));
  return (outlets.find((outlet) => !used.has(outlet.id)) ?? outlets[0])?.id ?? null;
}

function openPlace(store: CanvasStore, top: boolean) {
  const { nodes } = store.getState().graph;
  if (nodes.length === 0) return { x: 0, y: 0 };
  const ys = nodes.map((node) => node.position.y);
  const y = top ? Math.min(...ys) : Math.max(...ys.map((each) => each + GAP)) + GAP;
  return freeSpot({ graph: store.getState().graph, wanted: { x: nodes[0]!.position.x, y } });
}

function heightsOf(store: CanvasStore): Heights {
  return new Map(
    store
      .getState()
      .flowNodes.flatMap((node) => (node.measured?.height ? [[node.id, node.measured.height] as const] : [])),
  );
}

function readClipping(text: string): Clipping | null {
  try {
    const value = JSON.parse(text);
    if (value?.leadloom !== "steps" || !Array.isArray(value.nodes) || !Array.isArray(value.edges)) return null;
    const nodes = (value.nodes as Clipping["nodes"]).filter(
      (node) => registry.get(node.type) && node.settings && node.position,
    );
    return nodes.length > 0 ? { nodes, edges: value.edges } : null;
  } catch {
    return null;
  }
}
