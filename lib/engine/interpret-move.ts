import { indexGraph, targetOf } from "@/lib/engine/graph-index";
import { failItemOrRun } from "@/lib/engine/interpret-failure";
import { advanceLoops } from "@/lib/engine/interpret-loop";
import { forkKey, forksOf, innermostFork, isInside, visitKey } from "@/lib/engine/path";
import type { ForkView, LiveToken, Position, StepWrite, Transition, Visit, Wait } from "@/lib/engine/transition";

/** A transition before `settle` has looked at who is still live. */
export type Draft = Pick<Transition, "step"> & Partial<Omit<Transition, "step" | "wake" | "run">>;

/** Sends the token out by an outlet, or to the node `to`, on `path` (its own unless a join took it out of a fork). */
export function goOn(
  args: Visit & { step: StepWrite; path?: string; vars?: Record<string, unknown> } & (
      | { outlet: string; to?: undefined }
      | { to: string; outlet?: undefined }
    ) &
    Partial<Pick<Transition, "forks" | "ended">>,
): Transition {
  const { graph, run, token, step, path = token.path, forks = [], ended = [], vars = null } = args;
  const target =
    args.to === undefined
      ? targetOf({ graph, nodeId: token.nodeId, outlet: args.outlet })
      : indexGraph(graph).nodes.get(args.to);
  if (!target) return settle({ ...args, draft: { step, forks, ended, vars, end: "Nothing follows." } });
  if (args.registry.get(target.type)?.role === "loop" && forksOf(path).some(({ fork }) => fork.nodeId === target.id))
    return settle({ ...args, draft: { step, forks, ended, vars, end: "This item is done." } });
  const visit = (run.visits.get(visitKey({ path, nodeId: target.id })) ?? 0) + 1;
  if (visit > graph.settings.maxVisits) {
    const name = target.name ?? args.registry.get(target.type)?.label ?? target.key;
    const reason = `"${name}" was reached more than ${graph.settings.maxVisits} times, so the run was stopped.`;
    return failItemOrRun({ ...args, step, reason });
  }
  return settle({ ...args, draft: { step, forks, ended, vars, next: { nodeId: target.id, path, visit } } });
}

/** The token stays where it is until its wait resolves. */
export function waitHere({
  wait,
  note,
  forks = [],
}: {
  wait: Wait;
  note?: string;
  forks?: Transition["forks"];
}): Transition {
  const step: StepWrite = { status: "waiting", outlet: null, output: {}, note: note ?? null, error: null };
  return { ...empty, step, wait, forks };
}

/** Ends the run and with it every token. */
export function endAll(args: Visit & { step: StepWrite; status: "failed" | "exited"; reason: string }): Transition {
  const { run, token, step, status, reason } = args;
  const ended = run.tokens.filter((other) => other.id !== token.id).map((other) => ({ tokenId: other.id, reason }));
  return { ...empty, step, end: reason, ended, run: { status, reason } };
}

/** Completes a draft: begins further items of loops, wakes tokens at joins whose last sibling is gone, and completes a run that nobody walks any more. */
export function settle(args: Visit & { draft: Draft }): Transition {
  const { run, draft } = args;
  const transition: Transition = { ...empty, ...draft };
  const live = liveAfter(args);
  advanceLoops({ ...args, live, transition });
  const changed = new Map(transition.forks.map((change) => [change.id, change]));
  const standing = live.filter((token) => standsAtJoin({ ...args, token }));
  for (const fork of standing.length === 0 ? [] : run.forks) {
    const { closed, arrived } = changed.get(fork.id) ?? fork;
    if (closed || fork.loop) continue;
    const parked = parkedAt({ ...args, fork, tokens: standing });
    if (parked.length === 0) continue;
    if (live.some((token) => isInside({ path: token.path, fork }) && !parked.includes(token))) continue;
    const resumed = { by: "branches", arrived, expected: fork.branches } as const;
    transition.wake = [...transition.wake, ...parked.map((token) => ({ tokenId: token.id, resumed }))];
  }
  if (live.length === 0) transition.run = { status: "completed", reason: null };
  return transition;
}

/** The tokens that stand at a join of exactly this fork; one that was woken is on its way out and no longer counts. */
export function parkedAt(args: Visit & { fork: ForkView; tokens: readonly LiveToken[] }): LiveToken[] {
  const { fork, tokens } = args;
  const key = forkKey(fork);
  return tokens.filter((token) => {
    const inner = innermostFork(token.path);
    return inner !== null && forkKey(inner.fork) === key && standsAtJoin({ ...args, token });
  });
}

function standsAtJoin({ graph, registry, token }: Visit): boolean {
  if (token.status !== "waiting") return false;
  const node = indexGraph(graph).nodes.get(token.nodeId);
  return node !== undefined && registry.get(node.type)?.role === "join";
}

function liveAfter({ run, token, draft }: Visit & { draft: Draft }): LiveToken[] {
  const gone = new Set(draft.ended?.map((ended) => ended.tokenId));
  if (draft.end) gone.add(token.id);
  const born = (draft.newTokens ?? []).map(
    (place: Position, n): LiveToken => ({ ...place, id: `new:${n}`, status: "ready" }),
  );
  const kept = run.tokens.filter((other) => !gone.has(other.id));
  const moved = (other: LiveToken): LiveToken =>
    other.id === token.id && draft.next ? { ...other, ...draft.next, status: "ready" } : other;
  return [...kept.map(moved), ...born];
}

export const empty: Omit<Transition, "step"> = {
  next: null,
  wait: null,
  end: null,
  newFork: null,
  newTokens: [],
  forks: [],
  ended: [],
  wake: [],
  run: null,
  vars: null,
};
