"use client";
import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { CARD_HEIGHT, CARD_WIDTH } from "@/components/canvas/flow-types";
import { motion } from "@/components/canvas/motion";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";

/** Pixels that stay free around a chosen card; below it stand its ways out. */
const MARGIN = { top: 20, side: 24, bottom: 112 };
/** Milliseconds until the inspector beside the canvas has taken its place. */
const SETTLE = 60;

/** Moves the canvas just far enough that the chosen card and its ways out can be seen. */
export function useReveal(): void {
  const store = useCanvasStore();
  const flow = useReactFlow();
  const chosen = useCanvas((state) => (state.selection.length === 1 ? (state.selection[0] ?? null) : null));
  useEffect(() => {
    if (chosen === null) return;
    const timer = setTimeout(() => {
      const node = store.getState().flowNodes.find((one) => one.id === chosen);
      const area = document.querySelector("[data-canvas-surface]")?.getBoundingClientRect();
      if (!node || !area || node.dragging) return;
      const { x, y, zoom } = flow.getViewport();
      const left = node.position.x * zoom + x;
      const top = node.position.y * zoom + y;
      const right = left + (node.measured?.width ?? CARD_WIDTH) * zoom;
      const bottom = top + (node.measured?.height ?? CARD_HEIGHT) * zoom;
      const dx = shift({ from: left, to: right, min: MARGIN.side, max: area.width - MARGIN.side });
      const dy = shift({ from: top, to: bottom, min: MARGIN.top, max: area.height - MARGIN.bottom });
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: motion(150) });
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [chosen, store, flow]);
}

/** How far a stretch must move to lie between `min` and `max`; its start wins when it is too long. */
function shift({ from, to, min, max }: { from: number; to: number; min: number; max: number }): number {
  if (from < min || to - from > max - min) return min - from;
  return to > max ? max - to : 0;
}
