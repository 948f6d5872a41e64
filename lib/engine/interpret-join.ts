import { goOn, parkedAt, settle, waitHere } from "@/lib/engine/interpret-move";
import { forkKey, innermostFork, isInside } from "@/lib/engine/path";
import type { ForkView, StepWrite, Transition, Visit } from "@/lib/engine/transition";
import type { NodeResult } from "@/lib/nodes/node-result";

/**
 * A token arrives at a join. The join opens when enough branches have arrived (`all`: when no sibling is live any more;
 * a branch that ended elsewhere is not waited for). The arrival that opens it goes on outside the fork; the first one
 * that does not stands there and waits, with the timeout; further ones end. After it opened, late arrivals end silently.
 */
export function arrive(args: Visit & { result: Extract<NodeResult, { type: "join" }> }): Transition {
  const { result } = args;
  const fork = forkOf(args);
  if (!fork) return leaveJoin({ ...args, step: arrival({ arrived: 1, expected: 1 }) });
  const expected = fork.branches;
  if (fork.closed) return tooLate({ ...args, fork });
  const arrived = fork.arrived + 1;
  const parked = parkedAt({ ...args, fork, tokens: others(args) });
  const siblings = others(args).some((other) => isInside({ path: other.path, fork }) && !parked.includes(other));
  const enough = { all: Number.POSITIVE_INFINITY, any: 1, count: result.count }[result.mode];
  if (arrived >= enough || !siblings) {
    return leaveJoin({ ...args, step: arrival({ arrived, expected }), arrived });
  }
  const forks = [{ id: fork.id, arrived, closed: false }];
  if (parked.length > 0) {
    const step = { ...arrival({ arrived, expected }), outlet: null };
    return settle({ ...args, draft: { step, forks, end: "Arrived at the join." } });
  }
  const note = `${arrived} of ${expected} branches are here.`;
  return waitHere({ wait: { kind: "join", until: result.until }, note, forks });
}

/** The token leaves a join by the step's outlet: its fork closes, and others standing there end. */
export function leaveJoin(args: Visit & { step: StepWrite; arrived?: number }): Transition {
  const { token, step } = args;
  const fork = forkOf(args);
  const path = fork ? fork.path : token.path;
  const outlet = step.outlet ?? "out";
  if (!fork) return goOn({ ...args, step, outlet, path });
  if (fork.closed) return tooLate({ ...args, fork });
  const ended = parkedAt({ ...args, fork, tokens: others(args) }).map((other) => ({
    tokenId: other.id,
    reason: "Joined by another branch.",
  }));
  const forks = [{ id: fork.id, arrived: args.arrived ?? fork.arrived, closed: true }];
  return goOn({ ...args, step, outlet, path, forks, ended });
}

function tooLate(args: Visit & { fork: ForkView }): Transition {
  const { arrived, branches: expected } = args.fork;
  const step = { ...arrival({ arrived, expected }), status: "skipped" as const, outlet: null };
  return settle({ ...args, draft: { step, end: "The join had already opened." } });
}

function forkOf({ run, token }: Visit): ForkView | null {
  const inner = innermostFork(token.path);
  if (!inner) return null;
  const key = forkKey(inner.fork);
  // The branches of a loop are its items: they have no join.
  return run.forks.find((fork) => forkKey(fork) === key && !fork.loop) ?? null;
}

function others({ run, token }: Visit) {
  return run.tokens.filter((other) => other.id !== token.id);
}

function arrival(output: { arrived: number; expected: number }): StepWrite {
  return { status: "done", outlet: "out", output, note: null, error: null };
}
