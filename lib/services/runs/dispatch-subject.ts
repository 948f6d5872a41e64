import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { RuntimeEvent } from "@/lib/runtime";
import { assignVariants } from "@/lib/services/experiments/assign-variants";
import { isUnplanned } from "@/lib/services/runs/breaker";
import { decideEntries } from "@/lib/services/runs/decide-entries";
import { type Decided, enterRuns, entriesOf } from "@/lib/services/runs/enter-runs";
import type { Candidate } from "@/lib/services/runs/entry/entry-rule";
import { exitRuns } from "@/lib/services/runs/exit-runs";
import { readQueue } from "@/lib/services/runs/read-queue";
import { readOpenWaits, resolveByEvent } from "@/lib/services/runs/resolve-waits";
import { lockSubject, lockSubjectOf } from "@/lib/services/runs/subject-lock";

export interface Dispatched {
  handled: string[];
  events: RuntimeEvent[];
  entered: Candidate[];
}

/**
 * Works off the queue of one contact under its lock, in the caller's worker transaction: the contact given, or the one the
 * first queued of `activityIds` belongs to. `only` narrows it to one activity; `seen` collects the ids looked at, also
 * when this throws. Returns the ids done, the events to send after the commit, and the workflows
 * somebody entered on his own, once for each time.
 */
export async function dispatchSubject(args: {
  ctx: ServiceContext;
  activityIds?: string[];
  subjectId?: string;
  only?: string;
  seen: string[];
}): Promise<Dispatched> {
  const { ctx, activityIds = [], only, seen } = args;
  if (args.subjectId) await lockSubject({ ctx, subjectId: args.subjectId });
  const subjectId = args.subjectId ?? (await lockSubjectOf({ ctx, activityIds }));
  if (!subjectId) return { handled: [], events: [], entered: [] };
  const [queue, waits] = await Promise.all([readQueue({ ctx, subjectId, only }), readOpenWaits({ ctx, subjectId })]);
  const { activities, contact, workspace, candidates } = queue;
  if (activities.length === 0) return { handled: [], events: [], entered: [] };
  const handled = activities.map((activity) => activity.id);
  seen.push(...handled);

  const events: RuntimeEvent[] = [];
  const wentIn: Candidate[] = [];
  let decided: Decided[] = [];
  for (const activity of activities) {
    if (activity.type === "contact.deleted") {
      events.push(...(await enterRuns({ ctx, subjectId, decided })));
      decided = [];
      await exitRuns({ ctx, subjectId, reason: "The contact was deleted." });
      waits.length = 0;
    }
    const satisfied = { ctx, activity, waits, contact, workspace };
    events.push(...(await resolveByEvent(satisfied)));
    const matched = candidates.get(activity.id) ?? [];
    if (matched.length === 0) continue;
    const allowed = await decideEntries({ ctx, activity, matched, contact, workspace });
    const decisions = await assignVariants({ ctx, contactId: subjectId, decisions: allowed });
    const entries = entriesOf({ ctx, activity, decisions });
    decided.push({ activity, entries });
    if (isUnplanned(activity))
      wentIn.push(...entries.flatMap(({ run, decision }) => (run ? [decision.candidate] : [])));
  }
  const [entered] = await Promise.all([
    enterRuns({ ctx, subjectId, decided }),
    ctx.db
      .deleteFrom("dispatch_queue")
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`activity_id = any (${handled}::uuid[])`)
      .execute(),
  ]);
  return { handled, events: [...events, ...entered], entered: wentIn };
}
