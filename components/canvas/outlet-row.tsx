import { Handle, Position } from "@xyflow/react";
import type { ReactNode } from "react";
import { OUTLET_WIDTH } from "@/components/canvas/flow-types";
import { cn } from "@/components/ui/cn";
import type { Outlet } from "@/lib/nodes/define-node";

type Props = {
  outlets: Outlet[];
  connectable: boolean;
  /** Drawn below an outlet, such as its "+". */
  below?: (outlet: Outlet) => ReactNode;
  /** Looks of an outlet's label, such as one a run took. */
  look?: (outlet: Outlet) => string | undefined;
};

/** The ways out below a card: one plain dot, or one label per branch. The row may be wider than the card. */
export function OutletRow({ outlets, connectable, below, look }: Props) {
  const [only] = outlets;
  if (!only) return null;
  if (outlets.length === 1 && only.label === "") {
    return (
      <>
        <Handle
          id={only.id}
          type="source"
          position={Position.Bottom}
          isConnectable={connectable}
          className="canvas-handle"
        />
        {below ? <div className="absolute top-full left-1/2 -translate-x-1/2">{below(only)}</div> : null}
      </>
    );
  }
  return (
    <div className="absolute top-full left-1/2 flex -translate-x-1/2 pt-1.5">
      {outlets.map((outlet) => (
        <div key={outlet.id} style={{ width: OUTLET_WIDTH }} className="relative flex flex-col items-center px-1">
          <span
            title={outlet.label}
            className={cn(
              "max-w-full truncate rounded-sm border bg-card px-1.5 text-xs leading-5 text-muted-foreground",
              look?.(outlet),
            )}
          >
            {outlet.label || "Next"}
          </span>
          <Handle
            id={outlet.id}
            type="source"
            position={Position.Bottom}
            isConnectable={connectable}
            className="canvas-handle"
          />
          {below ? <div className="absolute top-full left-1/2 -translate-x-1/2">{below(outlet)}</div> : null}
        </div>
      ))}
    </div>
  );
}
