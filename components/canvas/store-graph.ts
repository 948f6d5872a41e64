import type { StateCreator } from "zustand";
import type { CanvasState } from "@/components/canvas/store";
import { toFlowEdges, toFlowNodes } from "@/components/canvas/to-flow";
import type { Graph } from "@/lib/engine/graph";

/** Keystrokes into one field within this time are one step of undo. */
const GROUP_MS = 1500;
const MAX_HISTORY = 200;

export interface GraphSlice {
  graph: Graph;
  readOnly: boolean;
  past: Graph[];
  future: Graph[];
  /** Which field the last edit came from, so that the next keystroke there joins it. */
  lastEdit: { group: string; at: number } | null;
  /** Puts an edited graph in place of the present one. `group` names the field that is being typed into. */
  commit(args: { graph: Graph; group?: string; select?: string[] }): void;
  undo(): void;
  redo(): void;
}

type Slice = StateCreator<CanvasState, [], [], GraphSlice>;

/** Graph and history. Every edit goes through `commit`. */
export function createGraphSlice({ graph, readOnly }: { graph: Graph; readOnly: boolean }): Slice {
  return (set, get) => {
    /** The parts of the state that follow from a graph. */
    const show = (next: Graph, select?: string[]) => {
      const { flowNodes, flowEdges, selection } = get();
      const ids = new Set(next.nodes.map((node) => node.id));
      const kept = (select ?? selection).filter((id) => ids.has(id));
      const chosen = kept.length === selection.length && kept.every((id, n) => id === selection[n]) ? selection : kept;
      return {
        graph: next,
        selection: chosen,
        flowNodes: toFlowNodes({ graph: next, previous: flowNodes, selection: new Set(chosen) }),
        flowEdges: toFlowEdges({ graph: next, previous: flowEdges }),
      };
    };
    return {
      graph,
      readOnly,
      past: [],
      future: [],
      lastEdit: null,
      commit({ graph: next, group, select }) {
        const state = get();
        if (state.readOnly || (next === state.graph && !select)) return;
        const now = Date.now();
        const joins = group !== undefined && state.lastEdit?.group === group && now - state.lastEdit.at < GROUP_MS;
        const changed = next !== state.graph;
        set({
          ...show(next, select),
          ...(changed && {
            past: joins ? state.past : [...state.past, state.graph].slice(-MAX_HISTORY),
            future: [],
            lastEdit: group === undefined ? null : { group, at: now },
          }),
        });
      },
      undo() {
        const { past, future, graph: present, readOnly: locked } = get();
        const previous = past.at(-1);
        if (!previous || locked) return;
        set({ ...show(previous), past: past.slice(0, -1), future: [present, ...future], lastEdit: null });
      },
      redo() {
        const { past, future, graph: present, readOnly: locked } = get();
        const next = future[0];
        if (!next || locked) return;
        set({ ...show(next), past: [...past, present], future: future.slice(1), lastEdit: null });
      },
    };
  };
}
