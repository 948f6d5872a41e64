import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { AwaitedEvent } from "@/lib/nodes/facts";

export type NodeResult =
  /** `vars` are kept for the rest of the run, over those of the same name. */
  | { type: "done"; output: Record<string, unknown>; outlet?: string; note?: string; vars?: Record<string, unknown> }
  /** Goes on at another node without a connection. */
  | { type: "jump"; to: string; output: Record<string, unknown>; note?: string }
  /**
   * Walks the way `item` once for each item, at most `concurrency` at a time, then leaves by `done`; the interpreter keeps the
   * count, so a node returns the same whenever it is run. On the way `vars.<name>` is the item, `vars.<name>_index` its number from 1.
   */
  | { type: "each"; items: unknown[]; name: string; concurrency: number; onError: "stop" | "break" | "continue" }
  | { type: "wait"; until: string; note?: string }
  | { type: "waitFor"; events: AwaitedEvent[]; until: string | null; lookBack: boolean; note?: string }
  | { type: "fork"; outlets: string[]; output: Record<string, unknown> }
  | { type: "join"; mode: "all" | "any" | "count"; count: number; until: string | null }
  | { type: "stop"; reason: string; output: Record<string, unknown> }
  | {
      type: "perform";
      effect: Effect;
      /** Called with what became of the effect. Not named `then`: a promise would swallow the result. */
      after: (outcome: EffectOutcome) => NodeResult;
    };

/** What `run` throws when it fails for a reason it knows; any other error counts as worth another try. */
export class NodeError extends Error {
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    message: string,
    { retryable = true, retryAfterSeconds }: { retryable?: boolean; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "NodeError";
    this.retryable = retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const done = (output: Record<string, unknown> = {}, outlet?: string, note?: string): NodeResult => ({
  type: "done",
  output,
  outlet,
  note,
});

export const stop = (reason: string, output: Record<string, unknown> = {}): NodeResult => ({
  type: "stop",
  reason,
  output,
});
