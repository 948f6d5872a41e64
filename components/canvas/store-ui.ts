import type { StateCreator } from "zustand";
import type { PaletteTarget } from "@/components/canvas/flow-types";
import type { CanvasState } from "@/components/canvas/store";

/** A place on screen, in pixels from the window's top left corner. */
export interface ScreenPoint {
  x: number;
  y: number;
}

export interface UiSlice {
  /** Nothing may be moved, added or connected: for viewers, and on small screens, where settings still can be edited. */
  locked: boolean;
  /** The palette that was opened at a place, and what will happen with the choice. */
  palette: { target: PaletteTarget; at: ScreenPoint } | null;
  renaming: string | null;
  keysOpen: boolean;
  problemsOpen: boolean;
  /** The connection under the pointer. */
  hoveredEdge: string | null;
  /** Show what is wrong beside every field, also those nobody has touched yet. */
  revealProblems: boolean;
  /** Field of the inspector that should get the focus, such as `config.subject`; "" for the first. */
  focusField: string | null;
  openPalette(args: { target: PaletteTarget; at: ScreenPoint }): void;
  closePalette(): void;
  setUi(
    patch: Partial<
      Pick<
        UiSlice,
        "locked" | "renaming" | "keysOpen" | "problemsOpen" | "hoveredEdge" | "revealProblems" | "focusField"
      >
    >,
  ): void;
}

/** What is open on the canvas. */
export function createUiSlice({ readOnly }: { readOnly: boolean }): StateCreator<CanvasState, [], [], UiSlice> {
  return (set, get) => ({
    locked: readOnly,
    palette: null,
    renaming: null,
    keysOpen: false,
    problemsOpen: false,
    hoveredEdge: null,
    revealProblems: false,
    focusField: null,
    openPalette(palette) {
      if (!get().locked) set({ palette });
    },
    closePalette: () => set({ palette: null }),
    setUi: (patch) => set(patch),
  });
}
