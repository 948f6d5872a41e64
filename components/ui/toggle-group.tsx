"use client";
import { ToggleGroup as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Buttons that stay pressed, one or several at a time (`type="single" | "multiple"`). */
export function ToggleGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={cn("inline-flex items-center gap-1", className)} {...props} />;
}

export function ToggleGroupItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return (
    <Radix.Item
      className={cn(
        "inline-flex h-7 min-w-7 items-center justify-center gap-1.5 rounded-sm border border-transparent px-2 text-sm text-muted-foreground hover:bg-accent hover:text-foreground disabled:opacity-50 data-[state=on]:border-border-strong data-[state=on]:bg-accent data-[state=on]:text-foreground [&_svg]:size-4",
        className,
      )}
      {...props}
    />
  );
}
