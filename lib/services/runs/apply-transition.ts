import { applyToView } from "@/lib/engine/interpret";
import type { Position, Transition } from "@/lib/engine/transition";
import type { Visiting } from "@/lib/services/runs/visiting";

/** What the transitions of one transaction change besides the acting token and its steps. */
export interface Changes {
  newForks: (Position & { id: string; branches: number })[];
  newTokens: (Position & { id: string })[];
  forks: Map<string, { arrived: number; closed: boolean }>;
  ended: Set<string>;
  /** Ended with the run, not by its own doing: a retry puts them back. */
  stopped: Set<string>;
  wake: Transition["wake"];
  run: Transition["run"];
}

export const noChanges = (): Changes => ({
  newForks: [],
  newTokens: [],
  forks: new Map(),
  ended: new Set(),
  stopped: new Set(),
  wake: [],
  run: null,
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
  for (const { id, arrived, closed } of transition.forks) changes.forks.set(id, { arrived, closed });
  // A run that completes ends nobody: those were standing at its last join.
  const stops = transition.run && transition.run.status !== "completed";
  for (const { tokenId } of transition.ended) (stops ? changes.stopped : changes.ended).add(tokenId);
  changes.wake.push(...transition.wake);
  if (transition.run) changes.run = transition.run;
  visiting.view = view;
  visiting.token = view.tokens.find((one) => one.id === token.id) ?? token;
  if (transition.next) visiting.resumed = null;
}
