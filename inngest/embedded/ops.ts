import type { StepResult } from "./call.ts";

const MAX_OUTPUT = 4 * 1024 * 1024;

/** Something the executor does not do, or a limit of the server: ends the run, never hangs it. */
export class StepError extends Error {}

export interface Operations {
  /** Results to remember. */
  steps: StepResult[];
  /** A step that failed and may be tried again. */
  failed?: StepResult;
  /** What the function returned; undefined while it has not. */
  output?: unknown;
}

/**
 * Reads the operations of a 206 answer or of a checkpoint (SDK types: StepOpCode).
 * @throws StepError for an operation that the embedded executor does not support or an output over 4 MB.
 */
export function readSteps(body: unknown): Operations {
  const ops: Operations = { steps: [] };
  let planned = 0;
  for (const op of Array.isArray(body) ? body : [body]) {
    const name = op?.op;
    if (name === "StepRun" || name === "Step") ops.steps.push(result(op, { data: op.data ?? null }));
    else if (name === "StepFailed") ops.steps.push(result(op, { error: op.error }));
    else if (name === "StepError") ops.failed = result(op, { error: op.error });
    else if (name === "RunComplete") ops.output = sized(op.data ?? null).value;
    else if (name === "StepPlanned" && !op.opts?.parallelMode && ++planned === 1) continue;
    else if (name === "StepPlanned") throw new StepError("The embedded executor does not support parallel steps.");
    else throw new StepError(`The embedded executor does not support the operation "${String(name)}".`);
  }
  return ops;
}

function result(op: { id: string; displayName?: string }, value: { data: unknown } | { error: unknown }): StepResult {
  const { bytes } = sized(Object.values(value)[0]);
  return { id: op.id, name: op.displayName, ...value, bytes };
}

function sized(value: unknown): { value: unknown; bytes: number } {
  const bytes = Buffer.byteLength(JSON.stringify(value ?? null));
  if (bytes > MAX_OUTPUT) throw new StepError("The output of a step or function may be at most 4 MB.");
  return { value, bytes };
}
