"use client";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Plus, X } from "lucide-react";
import { memo } from "react";
import { actions } from "@/components/canvas/actions";
import type { FlowEdge } from "@/components/canvas/flow-types";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { cn } from "@/components/ui/cn";

const RADIUS = 10;
const button =
  "nodrag nopan pointer-events-auto flex size-6 items-center justify-center rounded-full border border-border-strong bg-card text-muted-foreground hover:border-primary hover:text-primary";

/** A connection. Hovering or choosing it shows "+" to insert a step there, and a cross to cut it. */
export const EdgeLine = memo(function EdgeLine(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const store = useCanvasStore();
  const selected = useCanvas((state) => state.selectedEdge === id);
  const hovered = useCanvas((state) => state.hoveredEdge === id);
  const locked = useCanvas((state) => state.locked);
  const [path, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: RADIUS,
  });
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        className={cn(selected && "stroke-primary! stroke-2!")}
        markerEnd={props.markerEnd}
      />
      {locked ? null : (
        <EdgeLabelRenderer>
          <div
            data-edge={id}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            onPointerEnter={() => store.getState().setUi({ hoveredEdge: id })}
            onPointerLeave={() => store.getState().setUi({ hoveredEdge: null })}
            className={cn(
              "canvas-edge-tools absolute flex gap-1 opacity-0 focus-within:opacity-100 hover:opacity-100",
              (selected || hovered) && "opacity-100",
            )}
          >
            <button
              type="button"
              tabIndex={-1}
              aria-label="Insert a step here"
              className={button}
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                store.getState().openPalette({
                  target: { kind: "edge", edgeId: id },
                  at: { x: box.left + box.width / 2, y: box.bottom },
                });
              }}
            >
              <Plus aria-hidden className="size-3.5" />
            </button>
            {selected ? (
              <button
                type="button"
                tabIndex={-1}
                aria-label="Cut this connection"
                className={button}
                onClick={() => actions.remove({ store })}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            ) : null}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
