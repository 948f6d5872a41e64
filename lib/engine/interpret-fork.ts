import { targetOf } from "@/lib/engine/graph-index";
import { endAll, settle } from "@/lib/engine/interpret-move";
import { branchPath, forkDepth } from "@/lib/engine/path";
import type { Position, StepWrite, Transition, Visit } from "@/lib/engine/transition";
import type { NodeResult } from "@/lib/nodes/node-result";

/** Forks inside forks: a loop that leaves a fork without its join would otherwise double its tokens without end. */
export const MAX_FORK_DEPTH = 8;
/** Live tokens of one run. */
export const MAX_LIVE_TOKENS = 200;

/** Splits the token: it ends, and each branch that leads somewhere gets a token of its own. */
export function fork(args: Visit & { result: Extract<NodeResult, { type: "fork" }> }): Transition {
  const { graph, run, token, result } = args;
  const place: Position = { nodeId: token.nodeId, path: token.path, visit: token.visit };
  const newTokens: Position[] = [];
  for (const outlet of result.outlets) {
    const target = targetOf({ graph, nodeId: token.nodeId, outlet });
    if (!target) continue;
    newTokens.push({ nodeId: target.id, path: branchPath({ fork: place, branch: outlet }), visit: 1 });
  }
  const branches = newTokens.length;
  const step: StepWrite = { status: "done", outlet: null, output: result.output, note: null, error: null };
  if (branches === 0) return settle({ ...args, draft: { step, end: "Nothing follows." } });
  if (forkDepth(token.path) >= MAX_FORK_DEPTH || run.tokens.length + branches > MAX_LIVE_TOKENS) {
    const reason = "Parallel branches split again and again without being joined, so the run was stopped.";
    return endAll({ ...args, step, status: "failed", reason });
  }
  const end = `Split into ${branches} ${branches === 1 ? "branch" : "branches"}.`;
  return settle({ ...args, draft: { step, end, newFork: { ...place, branches }, newTokens } });
}
