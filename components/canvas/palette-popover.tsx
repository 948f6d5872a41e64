"use client";
import { Popover as Radix } from "radix-ui";
import { useRef } from "react";
import { actions } from "@/components/canvas/actions";
import { focusNode } from "@/components/canvas/focus-node";
import { matchStep } from "@/components/canvas/match-step";
import { PaletteList } from "@/components/canvas/palette-list";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { Command, CommandInput } from "@/components/ui/command";

/** The palette right where a step will stand: opened by "+", Tab, "/", Enter, or a connection dropped on the canvas. */
export function PalettePopover() {
  const store = useCanvasStore();
  const palette = useCanvas((state) => state.palette);
  const chosen = useRef<string | null>(null);
  if (!palette) return null;
  const { target, at } = palette;
  return (
    <Radix.Root open onOpenChange={(open) => !open && store.getState().closePalette()}>
      <Radix.Anchor asChild>
        <span aria-hidden className="pointer-events-none fixed size-0" style={{ left: at.x, top: at.y }} />
      </Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          aria-label="Add a step"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const id = chosen.current ?? store.getState().selection[0] ?? null;
            chosen.current = null;
            if (id) focusNode(id);
          }}
          className="z-50 w-80 max-w-[calc(100vw-16px)] rounded-md border bg-popover text-popover-foreground shadow-float outline-none"
        >
          <Command label="Add a step" loop filter={matchStep}>
            <CommandInput placeholder="Search steps" />
            <PaletteList
              className="max-h-[min(360px,var(--radix-popover-content-available-height))]"
              // A trigger is where a run begins: nothing leads to it.
              allow={(definition) => target.kind === "free" || definition.kind !== "trigger"}
              onChoose={(definition) => {
                chosen.current = actions.insert({ store, definition, target });
                store.getState().closePalette();
              }}
            />
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
