import { appendFileSync } from "node:fs";

/** What one kind of fault came to. */
export interface FaultReport {
  kind: string;
  seed: number;
  /** Faults made, of how many were wanted. */
  injected: number;
  wanted: number;
  /** Work somebody was told would be done. */
  acknowledged: number;
  /** Acknowledged, and not there at the end. */
  lost: string[];
  /** Done more than once. */
  duplicated: string[];
  /** Hit by a fault, and done once all the same. */
  recovered: number;
  /** Done although the contact had said stop before. */
  sentAfterStop?: number;
  /** Steps that say themselves that nobody knows. */
  unknown: string[];
  /** Whatever else is not as it should be, in words. */
  unexpected: string[];
  seconds: number;
  /** What else was counted. */
  counts?: Record<string, number>;
}

/** Says it in the same lines for every kind of fault; `npm test` repeats them. */
export function tell(report: FaultReport): void {
  const { kind, seed, injected, wanted, acknowledged, lost, duplicated, recovered, unknown, unexpected } = report;
  const line = [
    `faults ${kind}: ${injected} of ${wanted} in ${report.seconds.toFixed(0)} s (LEADLOOM_SEED=${seed})`,
    `acknowledged ${acknowledged}, lost ${lost.length}, duplicated ${duplicated.length}, recovered ${recovered}, unexpected ${unexpected.length}`,
    ...(report.sentAfterStop === undefined ? [] : [`sent after stop ${report.sentAfterStop}`]),
    `unknown, each shown on its step ${unknown.length}`,
    ...(report.counts
      ? [
          Object.entries(report.counts)
            .map(([name, count]) => `${name} ${count}`)
            .join(", "),
        ]
      : []),
  ].join("; ");
  const listed = (name: string, rows: string[]) =>
    rows.length ? [`  ${name}: ${rows.slice(0, 10).join("; ")}${rows.length > 10 ? " …" : ""}`] : [];
  const text = [
    line,
    ...listed("lost", lost),
    ...listed("duplicated", duplicated),
    ...listed("unknown", unknown),
    ...listed("unexpected", unexpected),
  ].join("\n");
  console.info(text);
  if (process.env.LEADLOOM_FAULTS_TOLD) appendFileSync(process.env.LEADLOOM_FAULTS_TOLD, `${text}\n`);
}
