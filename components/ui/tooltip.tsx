"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

type Props = {
  /** What the child does, in a few words. Never the only place a fact is written. */
  label: ReactNode;
  /** Keys that do the same, such as ["Mod", "K"]. */
  keys?: string[];
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
};

/** A small label shown when its only child is hovered or focused. Needs no provider of its own. */
export function Tooltip({ label, keys, side = "top", children }: Props) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 items-center gap-2 rounded-sm border bg-popover px-2 py-1 text-sm text-popover-foreground shadow-float data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0"
          >
            {label}
            {keys ? <Kbd keys={keys} /> : null}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
