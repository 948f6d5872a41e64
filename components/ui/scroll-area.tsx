import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A box that scrolls with thin native bars; reachable by keyboard, named by `label`. */
export function ScrollArea({ className, label, ...props }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={cn("min-h-0 overflow-auto overscroll-contain [scrollbar-width:thin]", className)}
      {...props}
    />
  );
}
