import { type EarlyEnd, earlyEndOf } from "@/lib/engine/early-end";
import type { Visiting } from "@/lib/services/runs/visiting";

/** Looks at the workflow's goal and exit conditions as they are now, with the contact as it is now. Null when the run goes on. */
export function earlyEnd({ run, state, ctx, steps }: Visiting): EarlyEnd | null {
  const begun = run.steps.length > 0 || steps.size > 0;
  return earlyEndOf({ endings: run.workflow_settings, state, now: ctx.now, begun });
}
