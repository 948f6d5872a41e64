import { applyToView } from "@/lib/engine/interpret";
import { varsAt } from "@/lib/engine/interpret-loop";
import type { ForkView, Loop, Position, Transition } from "@/lib/engine/transition";
import type { Visiting } from "@/lib/services/runs/visiting";

/** What the transitions of one transaction change besides the acting token and its steps. */
export interface Changes {
  newForks: (Position & Pick<ForkView, "id" | "branches" | "loop" | "items">)[];
  newTokens: (Position & { id: string })[];
  forks: Map<string, { arrived: number; closed: boolean; loop?: Loop }>;
  /** Ended by another token, and why. */
  ended: Map<string, string>;
  /** Ended with the run, not by its own doing: a retry puts them back. */
  stopped: Set<string>;
  wake: Transition["wake"];
  run: Transition["run"];
  vars: Transition["vars"];
}

export const noChanges = (): Changes => ({
  newForks: [],
  newTokens: [],
  forks: new Map(),
  ended: new Map(),
  stopped: new Set(),
  wake: [],
  run: null,
  vars: null,
});

/** Moves the view on by one transition and notes what has to be written. */
export function applyTransition({
  visiting,
  changes,
  transition,
}: {
  visiting: Visiting;
  changes: Changes;
  transition: Transition;
}): void {
  const { ctx, token } = visiting;
  const view = applyToView({ run: visiting.view, tokenId: token.id, transition, newId: ctx.newId });
  const born = transition.newTokens.length;
  if (born > 0) changes.newTokens.push(...view.tokens.slice(-born));
  const fork = transition.newFork && view.forks.at(-1);
  if (fork) changes.newForks.push(fork);
  for (const { id, ...change } of transition.forks) changes.forks.set(id, change);
  // A run that completes ends nobody: those were standing at its last join.
  const stops = transition.run && transition.run.status !== "completed";
  for (const { tokenId, reason } of transition.ended) {
    if (stops) changes.stopped.add(tokenId);
    else changes.ended.set(tokenId, reason);
  }
  changes.wake.push(...transition.wake);
  if (transition.run) changes.run = transition.run;
  if (transition.vars) {
    changes.vars = { ...changes.vars, ...transition.vars };
    visiting.run.vars = { ...visiting.run.vars, ...transition.vars };
  }
  visiting.view = view;
  visiting.token = view.tokens.find((one) => one.id === token.id) ?? token;
  visiting.state.vars = varsAt({ vars: visiting.run.vars, forks: view.forks, path: visiting.token.path });
  if (transition.next) visiting.resumed = null;
}
