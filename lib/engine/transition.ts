import type { Graph } from "@/lib/engine/graph";
import type { NodeRegistry } from "@/lib/nodes/define-node";
import type { AwaitedEvent, Resumed } from "@/lib/nodes/facts";

/** A place in a run: the node, the chain of forks that led there (see path.ts), and how often this path came by. */
export interface Position {
  nodeId: string;
  path: string;
  visit: number;
}

/** A token that has not ended. `waiting` also covers a token that stands at a join for its siblings. */
export interface LiveToken extends Position {
  id: string;
  status: "ready" | "running" | "waiting" | "held";
}

/** A fork: `nodeId`, `visit` and `path` are those of the token that split; `branches` got a token, `arrived` reached the join. */
export interface ForkView extends Position {
  id: string;
  branches: number;
  arrived: number;
  closed: boolean;
  /** Set for a fork that a loop made: each item is a branch named by its place in the list, from 0. */
  loop?: Loop | null;
  /** The loop's list, written once. */
  items?: unknown[] | null;
}

/** How far a loop over a list has come. */
export interface Loop {
  /** What its steps call the item: `vars.<name>`. */
  name: string;
  concurrency: number;
  onError: "stop" | "break" | "continue";
  /** Items begun, also those that are finished; `failed` of them failed. */
  started: number;
  failed: number;
  /** An item failed and no further one is begun. */
  broken: boolean;
}

/** What the interpreter must know of a run, loaded under the lock of its row. */
export interface RunView {
  /** Every live token of the run, the acting one included. */
  tokens: readonly LiveToken[];
  /** Every fork of the run; closed ones too, because late arrivals must find them closed. */
  forks: readonly ForkView[];
  /** Highest visit so far by `visitKey({ path, nodeId })`, counting tokens that stand there and have no step row yet. */
  visits: ReadonlyMap<string, number>;
}

export interface StepWrite {
  /** `skipped`: a disabled node, or an arrival that came too late to matter. */
  status: "done" | "waiting" | "failed" | "skipped";
  outlet: string | null;
  output: Record<string, unknown>;
  note: string | null;
  error: string | null;
}

export type Wait =
  | { kind: "time"; until: string }
  | { kind: "events"; events: AwaitedEvent[]; until: string | null; lookBack: boolean }
  | { kind: "join"; until: string | null };

/**
 * Everything to write after one visit, in one transaction. Of `next`, `wait` and `end` exactly one is set and says what
 * becomes of the acting token. When `run` is set no token of the run is live afterwards.
 */
export interface Transition {
  step: StepWrite;
  /** The token moves here and is ready. */
  next: Position | null;
  /** The token stays on this node and visit until the wait resolves; the node then runs again with `resumed` set. */
  wait: Wait | null;
  /** The token ends, for this reason in words. */
  end: string | null;
  newFork: (Position & { branches: number; loop?: Loop; items?: unknown[] }) | null;
  /** Ready tokens to create: the branches of `newFork`, or further items of a loop. */
  newTokens: Position[];
  /** Forks that changed, with their full new values. */
  forks: { id: string; arrived: number; closed: boolean; loop?: Loop }[];
  /** Other tokens that end now; cancel their waits and raise their epochs. */
  ended: { tokenId: string; reason: string }[];
  /** Tokens at a join whose last sibling is gone: resolve their wait with `resumed` and make them ready. */
  wake: { tokenId: string; resumed: Resumed }[];
  run: { status: "completed" | "failed" | "exited"; reason: string | null } | null;
  /** Values to keep for the rest of the run, over those of the same name. */
  vars: Record<string, unknown> | null;
}

/** What every function of the interpreter is given: the graph of the run's version, the run and its acting token. */
export interface Visit {
  graph: Graph;
  registry: NodeRegistry;
  run: RunView;
  /** The acting token as it is in `run.tokens`. */
  token: LiveToken;
}
