import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

/** How long a chain of workflows that start each other may get. */
export const MAX_DEPTH = 8;

/** Stops workflows that start themselves, or each other without end. */
export const loopGuard = eachCandidate("loop_guard", ({ candidate, facts }) => {
  const { depth, workflow_id } = facts.activity;
  if (depth > MAX_DEPTH)
    return {
      reason: `This was step ${depth} in a chain of workflows that start each other; the limit is ${MAX_DEPTH}.`,
      detail: { depth, limit: MAX_DEPTH },
    };
  if (workflow_id === candidate.workflowId && candidate.entry.allow_own_events !== true)
    return {
      reason: "The workflow caused this itself, and its own effects do not start it again.",
      detail: { own: true },
    };
  return null;
});
