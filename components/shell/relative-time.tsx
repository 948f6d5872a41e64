"use client";
import { useSyncExternalStore } from "react";
import { formatDate, formatExact, formatRelative } from "./format";
import { useLocale } from "./locale";

// One clock for all relative times of a page, ticking while any is shown.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

type Props = { at: string | null | undefined; empty?: string; className?: string };

/** "3 minutes ago" for an ISO instant, kept current; hovering shows the exact instant and zone. Null shows `empty`. */
export function RelativeTime({ at, empty = "Never", className }: Props) {
  const { locale, zone } = useLocale();
  // The server has no lasting "now" that the browser would agree with, so it writes the day.
  const current = useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  );
  if (!at) return <span className={className}>{empty}</span>;
  const text = current === null ? formatDate({ at, locale, zone }) : formatRelative({ at, now: current, locale });
  return (
    <time dateTime={at} title={formatExact({ at, locale, zone })} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}
