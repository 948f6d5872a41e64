import { type Condition, evaluate } from "@/lib/conditions";

/** Conditions that end a run before its next step, as the workflow's settings hold them. */
export interface Endings {
  goal?: { name: string; condition: Condition } | null;
  exit?: { name: string; condition: Condition } | null;
}

/** Why a run ends before its next step; `goal` names what the person did that the workflow is for, and counts as a conversion. */
export interface EarlyEnd {
  reason: string;
  goal: string | null;
}

/**
 * Looks at goal and exit condition with the state as it is now. Null when the run goes on.
 * Whoever met the goal before the first step (`begun` false) leaves too, but counts as no conversion: the workflow did nothing for it.
 */
export function earlyEndOf(args: { endings: Endings; state: object; now: string; begun: boolean }): EarlyEnd | null {
  const { endings, state, now, begun } = args;
  const { goal, exit } = endings;
  if (goal) {
    const { result, trace } = evaluate({ condition: goal.condition, state, now });
    if (result)
      return {
        reason: `Goal met${begun ? "" : " before the first step"}${goal.name ? `: ${goal.name}` : ""}. ${trace}`,
        goal: begun ? goal.name || "Goal of the workflow" : null,
      };
  }
  if (exit) {
    const { result, trace } = evaluate({ condition: exit.condition, state, now });
    if (result) return { reason: `Exit condition met${exit.name ? `: ${exit.name}` : ""}. ${trace}`, goal: null };
  }
  return null;
}
