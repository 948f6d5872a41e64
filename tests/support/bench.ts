import type { App } from "./app.ts";

/** One line of the table `npm run bench` prints. */
export type Row = {
  /** What was measured, in words. */
  what: string;
  value: number;
  /** "ms", "/s", "MB" … */
  unit: string;
  /** The budget from the design, in the same unit; the table shows how far the value is from it. */
  budget?: number;
  /** Which way is good. Default: lower for times and sizes, higher for anything per second. */
  better?: "lower" | "higher";
};

/** What each tests/bench/*.bench.ts exports as default. */
export type Bench = {
  name: string;
  /** Measures and returns its rows; a budget that is missed is shown, never thrown. */
  run: (context: { app: App; deep: boolean }) => Promise<Row[]>;
};

/** The value below which `share` (0 to 1) of the samples are; samples may come in any order. */
export function percentile({ samples, share }: { samples: number[]; share: number }): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
