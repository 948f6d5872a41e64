"use client";
import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Tabs = Radix.Root;

/** Looks of one tab; also used by tabs that are links to other pages. */
export const tabClass =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 px-1 text-base text-muted-foreground transition-colors hover:text-foreground after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full data-[state=active]:font-medium data-[state=active]:text-foreground data-[state=active]:after:bg-primary";

/** Looks of the row that holds tabs. */
export const tabListClass = "flex gap-4 overflow-x-auto overflow-y-hidden border-b [scrollbar-width:none]";

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(tabListClass, className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={cn(tabClass, "focus-visible:outline-offset-[-2px]", className)} {...props} />;
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-4", className)} {...props} />;
}
