"use client";
import { actions, nextOutlet } from "@/components/canvas/actions";
import { focusNode } from "@/components/canvas/focus-node";
import { matchStep } from "@/components/canvas/match-step";
import { PaletteList } from "@/components/canvas/palette-list";
import { useCanvasStore } from "@/components/canvas/store";
import { Command, CommandInput } from "@/components/ui/command";

/** The palette at the left: search, click to add after the chosen step, or drag onto the canvas or a connection. */
export function PalettePanel() {
  const store = useCanvasStore();
  return (
    <aside aria-label="Steps" className="hidden w-56 shrink-0 flex-col border-r bg-card lg:flex">
      <Command
        label="Steps"
        loop
        filter={matchStep}
        className="min-h-0 flex-1 [&:not(:focus-within)_[data-selected=true]:not(:hover)]:bg-transparent"
      >
        <CommandInput placeholder="Search steps" />
        <PaletteList
          draggable
          className="max-h-none min-h-0 flex-1"
          allow={() => true}
          onChoose={(definition) => {
            const chosen = store.getState().selection.at(-1);
            const outlet = chosen ? nextOutlet({ store, nodeId: chosen }) : null;
            const id = actions.insert({
              store,
              definition,
              target: chosen && outlet ? { kind: "outlet", source: chosen, outlet } : { kind: "free", position: null },
            });
            if (id) focusNode(id);
          }}
        />
      </Command>
    </aside>
  );
}
