import { targetOf } from "@/lib/engine/graph-index";
import { MAX_FORK_DEPTH, MAX_LIVE_TOKENS } from "@/lib/engine/interpret-fork";
import { empty, endAll, goOn } from "@/lib/engine/interpret-move";
import { branchPath, forkDepth, forkKey, innermostFork, isInside } from "@/lib/engine/path";
import type { ForkView, LiveToken, Loop, Position, StepWrite, Transition, Visit } from "@/lib/engine/transition";
import type { NodeResult } from "@/lib/nodes/node-result";

/**
 * A loop over a list: a fork whose branches are the items, of which `concurrency` walk at a time. The token that came stands at
 * the loop meanwhile. An item is done when no token of it is live: at the end of its way, or back at the loop. Asked again
 * (the last item is done, or a retried run stands here) the loop goes on from its count.
 */
export function each(args: Visit & { result: Extract<NodeResult, { type: "each" }> }): Transition {
  const { graph, run, token, result } = args;
  const { items, name, concurrency, onError } = result;
  const place: Position = { nodeId: token.nodeId, path: token.path, visit: token.visit };
  const fork = run.forks.find((one) => forkKey(one) === forkKey(place));
  if (fork?.loop) {
    const moving = run.tokens.some((other) => isInside({ path: other.path, fork }));
    const over = fork.closed || (!moving && (fork.loop.broken || fork.loop.started >= fork.branches));
    if (!over) return stand();
    const forks = fork.closed ? [] : [{ id: fork.id, arrived: fork.arrived, closed: true, loop: fork.loop }];
    return leave({ ...args, count: fork.branches, loop: fork.loop, forks });
  }
  const target = targetOf({ graph, nodeId: token.nodeId, outlet: "item" });
  const loop: Loop = { name, concurrency, onError, started: 0, failed: 0, broken: false };
  if (items.length === 0 || !target) return leave({ ...args, count: items.length, loop, forks: [] });
  const started = Math.min(concurrency, items.length);
  if (forkDepth(token.path) >= MAX_FORK_DEPTH || run.tokens.length + started > MAX_LIVE_TOKENS) {
    const reason = "Loops and branches lie too deep inside each other, so the run was stopped.";
    const step: StepWrite = { status: "failed", outlet: null, output: {}, note: null, error: reason };
    return endAll({ ...args, step, status: "failed", reason });
  }
  const newTokens = itemTokens({ place, from: 0, to: started, nodeId: target.id });
  const newFork = { ...place, branches: items.length, loop: { ...loop, started }, items };
  return { ...stand(), newFork, newTokens };
}

/** Begins the next items where one has ended, and wakes the token at the loop when the last one has. Changes `transition`. */
export function advanceLoops(args: Visit & { live: LiveToken[]; transition: Transition }): void {
  const { graph, run, live, transition } = args;
  for (const known of run.forks) {
    if (!known.loop) continue;
    const fork: ForkView = { ...known, ...transition.forks.find(({ id }) => id === known.id) };
    const loop = fork.loop as Loop;
    const standing = live.find(
      ({ nodeId, path, visit }) => nodeId === fork.nodeId && path === fork.path && visit === fork.visit,
    );
    // Nobody stands at a loop that was left behind with an outer item.
    if (fork.closed || !standing) continue;
    const running = new Set(
      live.filter(({ path }) => isInside({ path, fork })).map(({ path }) => itemOf({ path, fork })),
    );
    const room = loop.broken ? 0 : Math.min(loop.concurrency - running.size, fork.branches - loop.started);
    const target = targetOf({ graph, nodeId: fork.nodeId, outlet: "item" });
    const begun = target && room > 0 ? room : 0;
    const over = begun === 0 && running.size === 0;
    const arrived = loop.started - running.size;
    if (begun === 0 && !over && arrived === fork.arrived) continue;
    if (begun > 0 && target)
      transition.newTokens = [
        ...transition.newTokens,
        ...itemTokens({ place: fork, from: loop.started, to: loop.started + begun, nodeId: target.id }),
      ];
    const change = { id: fork.id, arrived, closed: over, loop: { ...loop, started: loop.started + begun } };
    transition.forks = [...transition.forks.filter(({ id }) => id !== fork.id), change];
    if (over && standing.status === "waiting") {
      const resumed = { by: "branches", arrived, expected: fork.branches } as const;
      transition.wake = [...transition.wake, { tokenId: standing.id, resumed }];
    }
  }
}

/** The values a token sees: those of the run, over them the items of the loops it is in. */
export function varsAt(args: {
  vars: Record<string, unknown>;
  forks: readonly ForkView[];
  path: string;
}): Record<string, unknown> {
  const { vars, forks, path } = args;
  const inner = innermostFork(path);
  if (!inner) return vars;
  const outer = varsAt({ vars, forks, path: inner.fork.path });
  const key = forkKey(inner.fork);
  const fork = forks.find((one) => forkKey(one) === key);
  if (!fork?.loop) return outer;
  const index = Number(inner.branch);
  return { ...outer, [fork.loop.name]: fork.items?.[index] ?? null, [`${fork.loop.name}_index`]: index + 1 };
}

/** True when a step at `at` belongs to another item of a loop that `path` is in: its output must not be seen there. */
export function isOtherItem(args: { at: string; path: string; forks: readonly ForkView[] }): boolean {
  const { at, path, forks } = args;
  return forks.some(
    (fork) =>
      fork.loop &&
      isInside({ path, fork }) &&
      isInside({ path: at, fork }) &&
      itemOf({ path, fork }) !== itemOf({ path: at, fork }),
  );
}

function stand(): Transition {
  const step: StepWrite = { status: "waiting", outlet: null, output: {}, note: null, error: null };
  return { ...empty, step, wait: { kind: "join", until: null } };
}

function leave(args: Visit & { count: number; loop: Loop; forks: Transition["forks"] }): Transition {
  const { count, loop, forks } = args;
  const { failed, broken, started } = loop;
  const output = { count, done: started - failed, failed, broken };
  const note = broken
    ? "An item failed, so the rest was left out."
    : failed > 0
      ? `${failed} of ${count} failed.`
      : null;
  return goOn({ ...args, step: { status: "done", outlet: "done", output, note, error: null }, outlet: "done", forks });
}

function itemTokens(args: { place: Position; from: number; to: number; nodeId: string }): Position[] {
  const { place, from, to, nodeId } = args;
  return Array.from({ length: to - from }, (_none, n) => ({
    nodeId,
    path: branchPath({ fork: place, branch: String(from + n) }),
    visit: 1,
  }));
}

/** The branch of a fork that a path inside it took. */
function itemOf({ path, fork }: { path: string; fork: Position }): string {
  return path.slice(forkKey(fork).length + 1).split("/")[0] as string;
}
