"use client";
import { useReactFlow } from "@xyflow/react";
import { actions } from "@/components/canvas/actions";
import { CARD_WIDTH } from "@/components/canvas/flow-types";
import { focusNode } from "@/components/canvas/focus-node";
import { NodeIcon } from "@/components/canvas/node-icon";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

/** What an empty canvas shows: the ways a workflow can begin. */
export function StartChoice() {
  const store = useCanvasStore();
  const flow = useReactFlow();
  const empty = useCanvas((state) => state.graph.nodes.length === 0);
  const locked = useCanvas((state) => state.locked);
  if (!empty) return null;
  return (
    <div className="pointer-events-none absolute inset-0 z-5 flex items-center justify-center p-4 pb-16">
      <div className="pointer-events-auto flex max-h-full w-full max-w-md flex-col overflow-hidden rounded-lg border bg-card pt-5">
        <h2 className="px-5 text-base font-semibold">
          {locked ? "This workflow is empty" : "What starts this workflow?"}
        </h2>
        <p className="mt-0.5 px-5 pb-3 text-muted-foreground">
          {locked ? "Nothing has been drawn yet." : "Choose what happens first. The steps follow from there."}
        </p>
        {locked ? null : (
          <ul className="grid min-h-0 gap-1.5 overflow-y-auto border-t px-5 py-3 [scrollbar-width:thin]">
            {triggers().map((definition) => (
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

/** What most workflows begin with. */
const usual = ["form_submitted", "contact_created", "tag_added", "manual"];

/** Every trigger, the usual ones first. */
function triggers(): NodeDefinition[] {
  const place = ({ type }: NodeDefinition) => (usual.includes(type) ? usual.indexOf(type) : usual.length);
  return registry
    .all()
    .filter(({ kind }) => kind === "trigger")
    .toSorted((a, b) => place(a) - place(b));
}
