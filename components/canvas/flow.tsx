"use client";
import "@xyflow/react/dist/base.css";
import "@/components/canvas/canvas.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, useCallback, useState } from "react";
import { actions } from "@/components/canvas/actions";
import { EdgeLine } from "@/components/canvas/edge-line";
import { EditorCard } from "@/components/canvas/editor-card";
import { FIT, type FlowEdge, type FlowNode, type PaletteTarget } from "@/components/canvas/flow-types";
import { DRAG_TYPE } from "@/components/canvas/palette-list";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { useReveal } from "@/components/canvas/use-reveal";
import { useMedia } from "@/components/shell/use-media";
import { registry } from "@/lib/nodes/registry";

const nodeTypes = { card: EditorCard };
const edgeTypes = { line: EdgeLine };
/** A drawing of fewer steps is seen as a whole, and the map would only lie over it. */
const MAP_FROM = 9;
const mapSize = { width: 140, height: 96 };
const HALF_CARD = { x: 130, y: 30 };

/** The drawing surface: shows the store's graph and turns gestures into edits. */
export function Flow() {
  const store = useCanvasStore();
  const nodes = useCanvas((state) => state.flowNodes);
  const edges = useCanvas((state) => state.flowEdges);
  const locked = useCanvas((state) => state.locked);
  const changeNodes = useCanvas((state) => state.changeNodes);
  const { screenToFlowPosition } = useReactFlow();
  // Fitting an empty canvas would wait for its first step and then pull it into the middle.
  const [fitAtStart] = useState(nodes.length > 0);
  useReveal();
  const showMap = useMedia("(min-width: 1024px)");

  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      actions.connect({ store, source, outlet: sourceHandle ?? "out", target }),
    [store],
  );
  const isValid = useCallback(
    ({ source, target }: Connection | FlowEdge) => {
      const node = store.getState().graph.nodes.find((one) => one.id === target);
      return source !== target && node !== undefined && registry.get(node.type)?.kind !== "trigger";
    },
    [store],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const source = state.fromNode?.id;
      if (state.isValid || state.toNode || !source || state.fromHandle?.type !== "source") return;
      const at =
        "clientX" in event
          ? { x: event.clientX, y: event.clientY }
          : { x: event.changedTouches[0]?.clientX ?? 0, y: event.changedTouches[0]?.clientY ?? 0 };
      store.getState().openPalette({ target: { kind: "outlet", source, outlet: state.fromHandle.id ?? "out" }, at });
    },
    [store],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const definition = registry.get(event.dataTransfer.getData(DRAG_TYPE));
      if (!definition) return;
      event.preventDefault();
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const position = { x: Math.round(at.x - HALF_CARD.x), y: Math.round(at.y - HALF_CARD.y) };
      const target = definition.kind === "trigger" ? null : targetAt({ x: event.clientX, y: event.clientY });
      actions.insert({ store, definition, target: target ?? { kind: "free", position } });
    },
    [store, screenToFlowPosition],
  );
  const moved = useCallback(
    (_: unknown, _node: FlowNode | null, all: FlowNode[]) => actions.dropMoved({ store, nodes: all }),
    [store],
  );

  return (
    <ReactFlow<FlowNode, FlowEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={changeNodes}
      onNodeDragStop={moved}
      onSelectionDragStop={(event, all) => moved(event, null, all)}
      onConnect={onConnect}
      isValidConnection={isValid}
      onConnectEnd={onConnectEnd}
      onEdgeClick={(_, edge) => store.getState().selectEdge(edge.id)}
      onEdgeMouseEnter={(_, edge) => store.getState().setUi({ hoveredEdge: edge.id })}
      onEdgeMouseLeave={() => store.getState().setUi({ hoveredEdge: null })}
      onPaneClick={() => store.getState().selectEdge(null)}
      onNodeDoubleClick={(_, node) => !locked && store.getState().setUi({ renaming: node.id })}
      onDragOver={(event) => {
        if (!locked && event.dataTransfer.types.includes(DRAG_TYPE)) event.preventDefault();
      }}
      onDrop={locked ? undefined : onDrop}
      nodesDraggable={!locked}
      nodesConnectable={!locked}
      edgesFocusable={false}
      // The arrow keys walk the graph here; React Flow would move cards with them.
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionMode={SelectionMode.Partial}
      connectionRadius={36}
      snapToGrid
      snapGrid={[4, 4]}
      fitView={fitAtStart}
      fitViewOptions={FIT}
      minZoom={0.1}
      maxZoom={1.75}
      zoomOnDoubleClick={false}
      onlyRenderVisibleElements={nodes.length > 150}
      attributionPosition="top-right"
      aria-label="Workflow"
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
      {showMap && nodes.length >= MAP_FROM ? (
        <MiniMap pannable zoomable ariaLabel="Overview of the workflow" style={mapSize} />
      ) : null}
    </ReactFlow>
  );
}

/** The open way out or the connection under a point of the screen. */
function targetAt({ x, y }: { x: number; y: number }): PaletteTarget | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const outlet = element.closest<HTMLElement>("[data-outlet]");
    if (outlet) return { kind: "outlet", source: outlet.dataset.source ?? "", outlet: outlet.dataset.outlet ?? "" };
    const edge =
      element.closest<HTMLElement>("[data-edge]")?.dataset.edge ??
      element.closest<HTMLElement>(".react-flow__edge")?.dataset.id;
    if (edge) return { kind: "edge", edgeId: edge };
  }
  return null;
}
