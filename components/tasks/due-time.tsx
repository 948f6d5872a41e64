"use client";
import { useSyncExternalStore } from "react";
import { RelativeTime } from "@/components/shell/relative-time";
import { tickingClock } from "@/components/shell/ticking-clock";

const { subscribe, read } = tickingClock(30_000);

/** When a task is due; what is overdue says so in words, not by colour alone. */
export function DueTime({ at }: { at: string | null }) {
  const now = useSyncExternalStore(subscribe, read, () => null);
  if (!at) return <span className="text-muted-foreground">No date</span>;
  const late = now !== null && Date.parse(at) < now;
  return (
    <span className={late ? "text-failed" : undefined}>
      {late ? "Overdue, " : null}
      <RelativeTime at={at} />
    </span>
  );
}
