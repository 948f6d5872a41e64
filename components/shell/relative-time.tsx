"use client";
import { useSyncExternalStore } from "react";
import { formatDate, formatExact, formatRelative } from "./format";
import { useLocale } from "./locale";
import { tickingClock } from "./ticking-clock";

// One clock for all relative times of a page, ticking while any is shown.
const { subscribe, read } = tickingClock(15_000);

type Props = { at: string | null | undefined; empty?: string; className?: string };

/** "3 minutes ago" for an ISO instant, kept current; hovering shows the exact instant and zone. Null shows `empty`. */
export function RelativeTime({ at, empty = "Never", className }: Props) {
  const { locale, zone } = useLocale();
  // The server has no lasting "now" that the browser would agree with, so it writes the day.
  const current = useSyncExternalStore(subscribe, read, () => null);
  if (!at) return <span className={className}>{empty}</span>;
  const text = current === null ? formatDate({ at, locale, zone }) : formatRelative({ at, now: current, locale });
  return (
    <time dateTime={at} title={formatExact({ at, locale, zone })} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}
