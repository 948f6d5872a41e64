"use client";
import { useSyncExternalStore } from "react";
import { cn } from "./cn";

const marks: Record<string, [apple: string, other: string]> = {
  Mod: ["⌘", "Ctrl"],
  Shift: ["⇧", "Shift"],
  Alt: ["⌥", "Alt"],
  Enter: ["↵", "Enter"],
  Esc: ["Esc", "Esc"],
};

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys drawn as caps. "Mod" is ⌘ on Apple machines and Ctrl elsewhere. */
export function Kbd({ keys, className }: { keys: string[]; className?: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-xs border border-border-strong bg-background px-1 font-sans text-[11px] leading-none text-muted-foreground"
        >
          {marks[key]?.[apple ? 0 : 1] ?? key}
        </kbd>
      ))}
    </span>
  );
}
