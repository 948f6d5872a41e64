import { evaluate } from "@/lib/conditions";
import type { Visiting } from "@/lib/services/runs/visiting";

/** Why a run ends before its next step; `goal` when the person did what the workflow is for. */
export interface EarlyEnd {
  reason: string;
  goal: boolean;
}

/**
 * Looks at the workflow's goal and exit conditions as they are now, with the contact as it is now. Null when the run goes on.
 * Whoever met the goal before the first step leaves too, but counts as no conversion: the workflow did nothing for it.
 */
export function earlyEnd({ run, state, ctx }: Visiting): EarlyEnd | null {
  const { goal, exit } = run.workflow_settings;
  if (goal) {
    const { result, trace } = evaluate({ condition: goal.condition, state, now: ctx.now });
    if (result) return { reason: `Goal met${goal.name ? `: ${goal.name}` : ""}. ${trace}`, goal: true };
  }
  if (exit) {
    const { result, trace } = evaluate({ condition: exit.condition, state, now: ctx.now });
    if (result) return { reason: `Exit condition met${exit.name ? `: ${exit.name}` : ""}. ${trace}`, goal: false };
  }
  return null;
}
