import type { CallSummary } from "@/lib/api/contracts/calls";

/** "1 min 12 s" */
export function lengthWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** The state a call is in, as a badge knows it. */
export const stateOf = ({ status, outcome }: CallSummary) => (status === "ended" ? (outcome ?? "failed") : status);
