import { evaluate } from "@/lib/conditions";
import type { Visiting } from "@/lib/services/runs/visiting";

/** Why a run ends before its next step; `goal` names what the person did that the workflow is for, and counts as a conversion. */
export interface EarlyEnd {
  reason: string;
  goal: string | null;
}

/**
 * Looks at the workflow's goal and exit conditions as they are now, with the contact as it is now. Null when the run goes on.
 * Whoever met the goal before the first step leaves too, but counts as no conversion: the workflow did nothing for it.
 */
export function earlyEnd({ run, state, ctx, steps }: Visiting): EarlyEnd | null {
  const { goal, exit } = run.workflow_settings;
  if (goal) {
    const { result, trace } = evaluate({ condition: goal.condition, state, now: ctx.now });
    const begun = run.steps.length > 0 || steps.size > 0;
    if (result)
      return {
        reason: `Goal met${begun ? "" : " before the first step"}${goal.name ? `: ${goal.name}` : ""}. ${trace}`,
        goal: begun ? goal.name || "Goal of the workflow" : null,
      };
  }
  if (exit) {
    const { result, trace } = evaluate({ condition: exit.condition, state, now: ctx.now });
    if (result) return { reason: `Exit condition met${exit.name ? `: ${exit.name}` : ""}. ${trace}`, goal: null };
  }
  return null;
}
