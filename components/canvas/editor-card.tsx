"use client";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { actions } from "@/components/canvas/actions";
import { CardFace } from "@/components/canvas/card-face";
import type { FlowNode } from "@/components/canvas/flow-types";
import { useNames } from "@/components/canvas/names";
import { nodeTitle, outletsOfNode } from "@/components/canvas/node-words";
import { OutletRow } from "@/components/canvas/outlet-row";
import { useProblemCount } from "@/components/canvas/problems";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import type { GraphNode } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import type { Outlet } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

/** A step on the editor's canvas. Reads its own node only, so that editing one card draws one card. */
export const EditorCard = memo(function EditorCard({ id, selected }: NodeProps<FlowNode>) {
  const node = useCanvas((state) => indexGraph(state.graph).nodes.get(id));
  const renaming = useCanvas((state) => state.renaming === id);
  const locked = useCanvas((state) => state.locked);
  const names = useNames();
  const problems = useProblemCount(id);
  if (!node) return null;
  const trigger = registry.get(node.type)?.kind === "trigger";
  return (
    <div className="relative">
      {trigger ? null : (
        <Handle id="in" type="target" position={Position.Top} isConnectable={!locked} className="canvas-handle" />
      )}
      <CardFace
        node={node}
        names={names}
        selected={selected}
        problems={problems}
        title={renaming ? <RenameBox node={node} /> : undefined}
      />
      <OutletRow
        outlets={outletsOfNode(node)}
        connectable={!locked}
        below={locked ? undefined : (outlet) => <OpenOutlet node={node} outlet={outlet} />}
      />
    </div>
  );
});

/** The "+" on a way out that leads nowhere yet. */
function OpenOutlet({ node, outlet }: { node: GraphNode; outlet: Outlet }) {
  const open = useCanvas(
    (state) =>
      !indexGraph(state.graph)
        .outgoing.get(node.id)
        ?.some((edge) => edge.outlet === outlet.id),
  );
  const openPalette = useCanvas((state) => state.openPalette);
  if (!open) return null;
  const place = outlet.label ? `${nodeTitle(node)}, ${outlet.label}` : nodeTitle(node);
  return (
    <div className="flex flex-col items-center">
      <span aria-hidden className="h-4 w-px bg-border-strong" />
      <button
        type="button"
        tabIndex={-1}
        data-outlet={outlet.id}
        data-source={node.id}
        aria-label={`Add a step after ${place}`}
        className="nodrag nopan flex size-6 items-center justify-center rounded-full border border-border-strong bg-card text-muted-foreground hover:border-primary hover:text-primary"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          openPalette({
            target: { kind: "outlet", source: node.id, outlet: outlet.id },
            at: { x: box.left + box.width / 2, y: box.bottom },
          });
        }}
      >
        <Plus aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}

function RenameBox({ node }: { node: GraphNode }) {
  const store = useCanvasStore();
  const [text, setText] = useState(nodeTitle(node));
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);
  function end(keep: boolean) {
    if (store.getState().renaming !== node.id) return;
    if (keep) actions.rename({ store, nodeId: node.id, name: text });
    store.getState().setUi({ renaming: null });
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${node.id}"]`)?.focus();
  }
  return (
    <input
      ref={box}
      aria-label="Name of the step"
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end(true);
        if (event.key === "Escape") end(false);
      }}
      className="nodrag nopan control -my-0.5 h-6 px-1! text-sm!"
    />
  );
}
