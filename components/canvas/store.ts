import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { createFlowSlice, type FlowSlice } from "@/components/canvas/store-flow";
import { createGraphSlice, type GraphSlice } from "@/components/canvas/store-graph";
import { createUiSlice, type UiSlice } from "@/components/canvas/store-ui";
import type { Graph } from "@/lib/engine/graph";

/** The editor's state: the graph with its history, what React Flow shows of it, and what is open. */
export type CanvasState = GraphSlice & FlowSlice & UiSlice;
export type CanvasStore = StoreApi<CanvasState>;

/** Makes the store of one open workflow. `readOnly` refuses every edit. */
export function createCanvasStore({ graph, readOnly }: { graph: Graph; readOnly: boolean }): CanvasStore {
  return createStore<CanvasState>()((...args) => ({
    ...createGraphSlice({ graph, readOnly })(...args),
    ...createFlowSlice({ graph })(...args),
    ...createUiSlice({ readOnly })(...args),
  }));
}

const StoreContext = createContext<CanvasStore | null>(null);
export const CanvasStoreProvider = StoreContext.Provider;

/** Reads a slice of the editor's state; the component draws again only when that slice changes. */
export function useCanvas<T>(select: (state: CanvasState) => T): T {
  return useStore(useCanvasStore(), select);
}

/** The store itself, for handlers that need the state of the moment. */
export function useCanvasStore(): CanvasStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("useCanvas is used outside the canvas");
  return store;
}
