import type { LoadedVisit, VisitToken } from "@/lib/services/runs/load-visit";

/** Why a run ends whose step came due during a pause, when the resume said so. */
export const LEFT_OVERDUE =
  "The next step came due while the workflow was paused, and those people were left out when it went on.";
/** Why a message is not sent in the same case. */
export const SKIPPED_OVERDUE =
  "It came due while the workflow was paused, and overdue messages were skipped when it went on.";

/**
 * What becomes of a token whose step came due while its workflow was paused: it goes on late (null), goes on without what
 * would have been sent up to its next wait ("skip_overdue"), or ends its run ("leave"). What the resume said counts for
 * tokens that were held by the pause or whose wait was over between pause and resume.
 */
export function overdueOf({ run, token }: { run: LoadedVisit; token: VisitToken }): "skip_overdue" | "leave" | null {
  if (token.overdue) return "skip_overdue";
  const { resume_overdue: choice, paused_at, resumed_at, wait } = run;
  if (choice !== "skip_overdue" && choice !== "leave") return null;
  if (!paused_at || !resumed_at) return null;
  const within = (at: string | null) =>
    at !== null && Date.parse(at) >= Date.parse(paused_at) && Date.parse(at) <= Date.parse(resumed_at);
  if (token.held_by === "pause") return within(token.held_at) ? choice : null;
  const waiting = token.status === "waiting" && wait?.resolved_at === null;
  return waiting && within(wait.due_at) ? choice : null;
}
