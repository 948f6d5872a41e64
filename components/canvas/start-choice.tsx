"use client";
import { useReactFlow } from "@xyflow/react";
import { actions } from "@/components/canvas/actions";
import { CARD_WIDTH } from "@/components/canvas/flow-types";
import { focusNode } from "@/components/canvas/focus-node";
import { NodeIcon } from "@/components/canvas/node-icon";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { registry } from "@/lib/nodes/registry";

/** What an empty canvas shows: the ways a workflow can begin. */
export function StartChoice() {
  const store = useCanvasStore();
  const flow = useReactFlow();
  const empty = useCanvas((state) => state.graph.nodes.length === 0);
  const locked = useCanvas((state) => state.locked);
  if (!empty) return null;
  return (
    <div className="pointer-events-none absolute inset-0 z-5 flex items-center justify-center overflow-y-auto p-4">
      <div className="pointer-events-auto w-full max-w-md rounded-lg border bg-card p-5">
        <h2 className="text-base font-semibold">{locked ? "This workflow is empty" : "What starts this workflow?"}</h2>
        <p className="mt-0.5 text-muted-foreground">
          {locked ? "Nothing has been drawn yet." : "Choose what happens first. The steps follow from there."}
        </p>
        {locked ? null : (
          <ul className="mt-3 grid gap-1.5">
            {registry
              .all()
              .filter((definition) => definition.kind === "trigger")
              .map((definition) => (
                <li key={definition.type}>
                  <button
                    type="button"
                    className="flex w-full items-center gap-3 rounded-md border p-2.5 text-left hover:border-primary"
                    onClick={() => {
                      const id = actions.insert({
                        store,
                        definition,
                        target: { kind: "free", position: { x: 0, y: 0 } },
                      });
                      const width = document.querySelector("[data-canvas-surface]")?.clientWidth ?? 0;
                      void flow.setViewport({ x: (width - CARD_WIDTH) / 2, y: 48, zoom: 1 });
                      if (id) focusNode(id);
                    }}
                  >
                    <NodeIcon icon={definition.icon} kind="trigger" />
                    <span className="min-w-0">
                      <span className="block font-medium">{definition.label}</span>
                      <span className="block text-sm text-muted-foreground">{definition.description}</span>
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        )}
      </div>
    </div>
  );
}
