"use client";
import { useReactFlow } from "@xyflow/react";
import { Keyboard, Maximize, Minus, Network, Plus, Redo2, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { actions } from "@/components/canvas/actions";
import { FIT } from "@/components/canvas/flow-types";
import { motion } from "@/components/canvas/motion";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/** The buttons over the drawing surface: undo, redo, zoom, fit, tidy, keys. */
export function CanvasTools() {
  const store = useCanvasStore();
  const locked = useCanvas((state) => state.locked);
  const canUndo = useCanvas((state) => state.past.length > 0);
  const canRedo = useCanvas((state) => state.future.length > 0);
  const flow = useReactFlow();
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="absolute bottom-3 left-3 z-10 flex gap-0.5 rounded-md border bg-card p-0.5"
    >
      {locked ? null : (
        <>
          <Tool label="Undo" keys={["Mod", "Z"]} disabled={!canUndo} onClick={() => store.getState().undo()}>
            <Undo2 aria-hidden />
          </Tool>
          <Tool label="Redo" keys={["Mod", "Shift", "Z"]} disabled={!canRedo} onClick={() => store.getState().redo()}>
            <Redo2 aria-hidden />
          </Tool>
          <span aria-hidden className="mx-0.5 w-px bg-border" />
        </>
      )}
      <Tool label="Zoom out" onClick={() => void flow.zoomOut({ duration: motion(120) })}>
        <Minus aria-hidden />
      </Tool>
      <Tool label="Zoom in" onClick={() => void flow.zoomIn({ duration: motion(120) })}>
        <Plus aria-hidden />
      </Tool>
      <Tool label="Fit to screen" keys={["F"]} onClick={() => void flow.fitView({ ...FIT, duration: motion(150) })}>
        <Maximize aria-hidden />
      </Tool>
      {locked ? null : (
        <Tool
          label="Tidy up"
          keys={["L"]}
          onClick={() => {
            actions.tidy({ store });
            setTimeout(() => void flow.fitView({ ...FIT, duration: motion(200) }), 50);
          }}
        >
          <Network aria-hidden />
        </Tool>
      )}
      <span aria-hidden className="mx-0.5 hidden w-px bg-border md:block" />
      <Tool
        label="Keys"
        keys={["?"]}
        className="hidden md:inline-flex"
        onClick={() => store.getState().setUi({ keysOpen: true })}
      >
        <Keyboard aria-hidden />
      </Tool>
    </div>
  );
}

type ToolProps = {
  label: string;
  keys?: string[];
  disabled?: boolean;
  className?: string;
  onClick: () => void;
  children: ReactNode;
};

function Tool({ label, keys, disabled, className, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
        className={className}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
