"use client";
import { useFormat } from "@/components/shell/use-format";
import { useNow } from "./use-now";

type Props = { from: string; to: string | null; className?: string };

/** The time between two ISO instants, counting on while there is no end yet. */
export function Elapsed({ from, to, className }: Props) {
  const { duration } = useFormat();
  const now = useNow(to === null);
  const end = to === null ? now : Date.parse(to);
  if (end === null) return null;
  const ms = Math.max(0, end - Date.parse(from));
  // Steps of one transaction begin and end at the same instant.
  if (to !== null && ms < 1) return null;
  // Parts of a second that change every second say nothing.
  return <span className={className}>{duration(to === null ? Math.floor(ms / 1000) * 1000 : ms)}</span>;
}
