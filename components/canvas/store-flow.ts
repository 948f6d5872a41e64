import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import type { StateCreator } from "zustand";
import type { FlowEdge, FlowNode } from "@/components/canvas/flow-types";
import type { CanvasState } from "@/components/canvas/store";
import { toFlowEdges, toFlowNodes } from "@/components/canvas/to-flow";
import type { Graph } from "@/lib/engine/graph";

export interface FlowSlice {
  flowNodes: FlowNode[];
  flowEdges: FlowEdge[];
  /** Ids of the chosen nodes; the inspector shows the node when it is one. */
  selection: string[];
  selectedEdge: string | null;
  select(ids: string[]): void;
  selectEdge(id: string | null): void;
  /** What React Flow reports: measured sizes, places while dragging, selection. */
  changeNodes(changes: NodeChange<FlowNode>[]): void;
}

/** What React Flow draws. It follows from the graph; only places during a drag run ahead of it. */
export function createFlowSlice({ graph }: { graph: Graph }): StateCreator<CanvasState, [], [], FlowSlice> {
  return (set, get) => ({
    flowNodes: toFlowNodes({ graph, previous: [], selection: new Set() }),
    flowEdges: toFlowEdges({ graph, previous: [] }),
    selection: [],
    selectedEdge: null,
    select(ids) {
      const chosen = new Set(ids);
      const flowNodes = get().flowNodes.map((node) =>
        Boolean(node.selected) === chosen.has(node.id) ? node : { ...node, selected: chosen.has(node.id) },
      );
      set({ selection: ids, flowNodes, selectedEdge: null });
    },
    selectEdge(id) {
      if (id !== null && get().selection.length > 0) get().select([]);
      set({ selectedEdge: id });
    },
    changeNodes(changes) {
      // Deleting heals connections, which only the graph's own edit does.
      const flowNodes = applyNodeChanges(
        changes.filter((change) => change.type !== "remove"),
        get().flowNodes,
      );
      if (!changes.some((change) => change.type === "select")) return set({ flowNodes });
      const selection = flowNodes.flatMap((node) => (node.selected ? [node.id] : []));
      set({ flowNodes, selection, ...(selection.length > 0 && { selectedEdge: null }) });
    },
  });
}
