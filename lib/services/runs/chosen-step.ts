import { innermostFork, isInside } from "@/lib/engine/path";
import type { Position } from "@/lib/engine/transition";
import { AppError, invalid } from "@/lib/errors";
import type { OldStep, RetryFrom } from "@/lib/services/runs/plan-retry";

/**
 * The visit of a step that a retry begins at, what ran after it on its way, and which other branches go on where they were
 * stopped. A branch that has come to its end, or together with others, cannot be walked again alone.
 * @throws AppError 422 naming `node_id`; 409 for a step in a branch that is over
 */
export function chosenStep(args: {
  steps: OldStep[];
  stopped: Position[];
  input: Pick<RetryFrom, "node_id" | "path" | "visit">;
  name: (nodeId: string) => string;
}): { place: Position; again: OldStep[]; others: Position[] } {
  const { steps, stopped, input, name } = args;
  const { node_id, path, visit } = input;
  const index = steps.findLastIndex(
    (step) =>
      step.nodeId === node_id &&
      (path === undefined || step.path === path) &&
      (visit === undefined || step.visit === visit),
  );
  const chosen = steps[index];
  if (!chosen) throw invalid("node_id", "This run has no such step. Choose one that it reached.");
  const below = (other: string) => other === chosen.path || other.startsWith(`${chosen.path}/`) || chosen.path === "";
  const inner = innermostFork(chosen.path);
  if (inner && !stopped.some((token) => below(token.path)))
    throw new AppError(
      "conflict",
      `"${name(chosen.nodeId)}" is in a branch that has come to its end. Choose "${name(inner.fork.nodeId)}", where the branches begin.`,
    );
  const again = steps.slice(index).filter((step) => below(step.path));
  const others = stopped.filter((token) => !below(token.path));
  // Forks that open again take nobody along.
  const reopened = again.map(({ nodeId, path: at, visit: n }) => ({ nodeId, path: at, visit: n }));
  return {
    place: { nodeId: chosen.nodeId, path: chosen.path, visit: chosen.visit },
    again,
    others: others.filter((token) => !reopened.some((fork) => isInside({ path: token.path, fork }))),
  };
}
