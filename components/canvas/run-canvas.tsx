"use client";
import "@xyflow/react/dist/base.css";
import "@/components/canvas/canvas.css";
import {
  Background,
  BackgroundVariant,
  BaseEdge,
  type Edge,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
} from "@xyflow/react";
import { memo, useMemo } from "react";
import { CardFace } from "@/components/canvas/card-face";
import { NamesProvider, useFormNames, useNames } from "@/components/canvas/names";
import { nodeTitle, outletsOfNode } from "@/components/canvas/node-words";
import { OutletRow } from "@/components/canvas/outlet-row";
import { formsOf } from "@/components/canvas/use-answers";
import { type StatusLook, statusLook } from "@/components/shell/status";
import { StatusMark } from "@/components/shell/status-badge";
import { cn } from "@/components/ui/cn";
import type { Graph, GraphNode } from "@/lib/engine/graph";

type Props = {
  /** The graph of the version that the run used. */
  graph: Graph;
  /** The state of a node's last step, by node id: running, waiting, done, failed or skipped. Absent: not reached. */
  statusByNode: Record<string, string>;
  /** How often a node was visited, by node id. */
  counts: Record<string, number>;
  /** The ways out that were taken, by node id; without it a connection counts as taken when both its ends were reached. */
  takenOutlets?: Record<string, string[]>;
  selectedNodeId: string | null;
  /** A card was chosen, or none. */
  onSelect: (nodeId: string | null) => void;
};

/** No tools stand over this drawing, and beside a test it may be low: little room is left free. */
const RUN_FIT = { padding: { top: "28px", bottom: "16px", left: "16px", right: "16px" }, maxZoom: 1 } as const;

type CardData = { node: GraphNode; status: string | null; count: number; taken: string[] };
type CardNode = Node<CardData, "run">;
type LineEdge = Edge<{ taken: boolean }, "run">;

const nodeTypes = { run: memo(RunCard) };
const edgeTypes = { run: memo(RunLine) };

/** The frozen canvas of a run: the same cards, painted with what happened, and the path it took. Nothing can be changed. */
export function RunCanvas(props: Props) {
  const names = useFormNames(formsOf(props.graph));
  return (
    <NamesProvider value={names}>
      <ReactFlowProvider>
        <Surface {...props} />
      </ReactFlowProvider>
    </NamesProvider>
  );
}

function Surface({ graph, statusByNode, counts, takenOutlets, selectedNodeId, onSelect }: Props) {
  const edges = useMemo(
    () =>
      graph.edges.map((edge): LineEdge => {
        const reached = statusByNode[edge.source] !== undefined && statusByNode[edge.target] !== undefined;
        const taken = takenOutlets ? reached && (takenOutlets[edge.source]?.includes(edge.outlet) ?? false) : reached;
        return {
          id: edge.id,
          type: "run",
          source: edge.source,
          sourceHandle: edge.outlet,
          target: edge.target,
          targetHandle: "in",
          data: { taken },
          zIndex: taken ? 1 : 0,
        };
      }),
    [graph, statusByNode, takenOutlets],
  );
  const nodes = useMemo(
    () =>
      graph.nodes.map((node): CardNode => {
        const status = statusByNode[node.id] ?? null;
        const state = status ? statusLook({ kind: "step", status }).label : "Not reached";
        const taken =
          takenOutlets?.[node.id] ??
          edges.flatMap((edge) => (edge.source === node.id && edge.data?.taken ? [edge.sourceHandle ?? ""] : []));
        return {
          id: node.id,
          type: "run",
          position: node.position,
          data: { node, status, count: counts[node.id] ?? 0, taken },
          selected: node.id === selectedNodeId,
          ariaLabel: `${nodeTitle(node)}: ${state}`,
        };
      }),
    [graph, statusByNode, counts, takenOutlets, selectedNodeId, edges],
  );
  return (
    <ReactFlow<CardNode, LineEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      elementsSelectable
      disableKeyboardA11y
      onNodeClick={(_, node) => onSelect(node.id)}
      onPaneClick={() => onSelect(null)}
      onKeyDown={(event) => {
        const id = (event.target as Element).closest?.<HTMLElement>(".react-flow__node")?.dataset.id;
        if (!id || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        onSelect(id);
      }}
      fitView
      fitViewOptions={RUN_FIT}
      minZoom={0.1}
      maxZoom={1.5}
      attributionPosition="top-right"
      aria-label="The path of this run"
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
    </ReactFlow>
  );
}

function RunCard({ data, selected }: NodeProps<CardNode>) {
  const names = useNames();
  const { node, status, count, taken } = data;
  const look: StatusLook | null = status ? statusLook({ kind: "step", status }) : null;
  return (
    <div className="relative">
      <Handle id="in" type="target" position={Position.Top} isConnectable={false} className="canvas-handle" />
      <CardFace
        node={node}
        names={names}
        selected={selected}
        // Fading the whole card would take its words below the contrast they need.
        className={look ? ring[look.tone] : "border-dashed bg-muted"}
        footer={
          look && status ? (
            <div
              className={cn(
                "flex items-center gap-1.5 rounded-b-[7px] border-t px-3 py-1 text-xs font-medium",
                ground[look.tone],
              )}
            >
              <StatusMark
                kind="step"
                status={status}
                className={cn("size-3.5", status === "running" && "animate-spin")}
              />
              {look.label}
              {count > 1 ? <span className="ml-auto font-normal tabular-nums">{count} times</span> : null}
            </div>
          ) : null
        }
      />
      <OutletRow
        outlets={outletsOfNode(node)}
        connectable={false}
        look={(outlet) => (taken.includes(outlet.id) ? "border-done text-done font-medium" : undefined)}
      />
    </div>
  );
}

const ring: Partial<Record<StatusLook["tone"], string>> = {
  running: "border-running",
  waiting: "border-waiting",
  done: "border-done",
  failed: "border-failed",
};
const ground: Partial<Record<StatusLook["tone"], string>> = {
  running: "bg-running-soft text-running",
  waiting: "bg-waiting-soft text-waiting",
  done: "bg-done-soft text-done",
  failed: "bg-failed-soft text-failed",
  skipped: "bg-skipped-soft text-skipped",
};

function RunLine({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
}: EdgeProps<LineEdge>) {
  const [path] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 10,
  });
  return <BaseEdge id={id} path={path} className={data?.taken ? "stroke-done! stroke-[2.5px]!" : "opacity-60"} />;
}
