"use client";
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { actions, nextOutlet } from "@/components/canvas/actions";
import { FIT } from "@/components/canvas/flow-types";
import { focusNode } from "@/components/canvas/focus-node";
import { motion } from "@/components/canvas/motion";
import { type Direction, neighbour } from "@/components/canvas/neighbours";
import type { CanvasStore } from "@/components/canvas/store";

type Options = { store: CanvasStore; root: RefObject<HTMLElement | null>; onSave: () => void };

const arrows: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };
const INPUT = "input, textarea, select, [contenteditable='true'], [role='textbox'], [role='combobox']";
const LAYER = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']";

/** The keys of the canvas, see keys-dialog.tsx. Single keys act on the drawing surface only, and never while typing. */
export function useCanvasKeys({ store, root, onSave }: Options): void {
  const flow = useReactFlow();
  useEffect(() => {
    const onCanvas = (target: EventTarget | null) =>
      target === document.body ||
      (target instanceof Element &&
        Boolean(root.current?.contains(target)) &&
        target.closest("[data-canvas-surface]") !== null);

    function show(id: string) {
      store.getState().select([id]);
      focusNode(id);
    }

    function openPalette() {
      const { selection, openPalette: open, graph } = store.getState();
      const id = selection.at(-1);
      const outlet = id ? nextOutlet({ store, nodeId: id }) : null;
      const box =
        (id && document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect()) ||
        root.current?.querySelector("[data-canvas-surface]")?.getBoundingClientRect();
      const at = box ? { x: box.left + box.width / 2, y: id ? box.bottom : box.top + box.height / 3 } : { x: 0, y: 0 };
      if (graph.nodes.length > 0 && id && outlet === null) return;
      open({ target: id && outlet ? { kind: "outlet", source: id, outlet } : { kind: "free", position: null }, at });
    }

    /** True when the key did something. */
    function single(event: KeyboardEvent): boolean {
      const state = store.getState();
      // Whoever reached a card with the Tab key means that card.
      const focused =
        event.target instanceof HTMLElement && event.target.matches(".react-flow__node") && event.target.dataset.id;
      if (focused && !state.selection.includes(focused)) state.select([focused]);
      const chosen = store.getState().selection.at(-1);
      const direction = arrows[event.key];
      if (direction) {
        const next = chosen ? neighbour({ graph: state.graph, nodeId: chosen, direction }) : state.graph.nodes[0]?.id;
        if (next) show(next);
        return true;
      }
      const onCard = event.target instanceof Element && event.target.matches(".react-flow__node");
      switch (event.key) {
        case "Escape":
          state.select([]);
          return true;
        case "?":
          state.setUi({ keysOpen: true });
          return true;
        case "f":
          void flow.fitView({ ...FIT, duration: motion(150) });
          return true;
        case "e":
          if (chosen) state.setUi({ focusField: "" });
          return Boolean(chosen);
      }
      if (state.locked) return false;
      switch (event.key) {
        case "Tab":
          if (!onCard || event.shiftKey) return false;
          openPalette();
          return true;
        case "/":
          openPalette();
          return true;
        case "Enter":
          if (!onCard && event.target !== document.body) return false;
          openPalette();
          return true;
        case "Delete":
        case "Backspace":
          actions.remove({ store });
          if (store.getState().selection[0]) focusNode(store.getState().selection[0]!);
          return true;
        case "F2":
          if (chosen) state.setUi({ renaming: chosen });
          return Boolean(chosen);
        case "d":
          actions.toggleDisabled({ store });
          return true;
        case "l":
          actions.tidy({ store });
          setTimeout(() => void flow.fitView({ ...FIT, duration: motion(200) }), 50);
          return true;
      }
      return false;
    }

    /** Keys with Ctrl or Cmd. */
    function combined(event: KeyboardEvent): boolean {
      const key = event.key.toLowerCase();
      const typing = event.target instanceof Element && event.target.matches(INPUT);
      const ours =
        onCanvas(event.target) ||
        (event.target instanceof Element && event.target.closest("[data-inspector]") !== null);
      if (key === "s") {
        onSave();
        return true;
      }
      if (!ours) return false;
      if (key === "z") {
        if (event.shiftKey) store.getState().redo();
        else store.getState().undo();
        return true;
      }
      if (key === "y") {
        store.getState().redo();
        return true;
      }
      if (typing || store.getState().locked) return false;
      if (key === "d") {
        actions.duplicateSelection({ store });
        return true;
      }
      if (key === "a") {
        store.getState().select(store.getState().graph.nodes.map((node) => node.id));
        return true;
      }
      return false;
    }

    /** Escape leads from a setting back to its card. */
    function leaveInspector(event: KeyboardEvent): boolean {
      const chosen = store.getState().selection[0];
      const inside = event.target instanceof Element && event.target.closest("[data-inspector]") !== null;
      if (event.key !== "Escape" || !inside || !chosen) return false;
      focusNode(chosen);
      return true;
    }

    function onKey(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || target?.closest(LAYER) || target?.closest("[cmdk-root]"))
        return;
      const handled =
        event.metaKey || event.ctrlKey
          ? combined(event)
          : leaveInspector(event) ||
            (!event.altKey && onCanvas(event.target) && !target?.matches(INPUT) && single(event));
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    }

    const mayCopy = (event: ClipboardEvent) =>
      onCanvas(event.target) &&
      !(event.target instanceof Element && event.target.matches(INPUT)) &&
      !window.getSelection()?.toString();
    function onCopy(event: ClipboardEvent) {
      const text = mayCopy(event) ? actions.copySelection({ store }) : null;
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut" && !store.getState().locked) actions.remove({ store });
    }
    function onPaste(event: ClipboardEvent) {
      if (!mayCopy(event) || store.getState().locked) return;
      if (actions.pasteClipping({ store, text: event.clipboardData?.getData("text/plain") ?? "" }))
        event.preventDefault();
    }

    // Capturing, so that the frame's own single keys stay out of the canvas.
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [store, root, onSave, flow]);
}
