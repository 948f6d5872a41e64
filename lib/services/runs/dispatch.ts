import { asWorker } from "@/lib/db/scoped";
import { type RuntimeEvent, send } from "@/lib/runtime";
import { BeginFailed, beginHere } from "@/lib/services/runs/begin-here";
import { watchRate } from "@/lib/services/runs/breaker";
import { dispatchSubject } from "@/lib/services/runs/dispatch-subject";
import type { Candidate } from "@/lib/services/runs/entry/entry-rule";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";
import { putOff } from "@/lib/services/runs/put-off";

/**
 * Shows activities to waits and triggers: resolves the waits they satisfy and decides who enters which workflow. One
 * transaction for each contact, activities in the order they were recorded. Give the ids a request has just committed,
 * or a contact whose queue should be emptied. What fails stays queued, and what the contact did later stays behind it, until it
 * has succeeded or was set aside after 5 tries.
 * @throws only when the database cannot be reached or events cannot be sent; the sweeper repeats both
 */
export async function dispatch({
  workspaceId,
  activityIds,
  subjectId,
}: {
  workspaceId: string;
  activityIds?: string[];
  subjectId?: string;
}): Promise<void> {
  const events: RuntimeEvent[] = [];
  const entered: Candidate[] = [];
  const recorded: string[] = [];
  const hooks: (() => Promise<void>)[] = [];
  let left = activityIds ? [...activityIds] : null;
  while (left === null || left.length > 0) {
    const asked = { workspaceId, activityIds: left ?? undefined, subjectId };
    const handled = await dispatchOnce({ ...asked, events, entered, recorded, hooks });
    if (handled.length === 0) break;
    const done = new Set(handled);
    // What deciding itself recorded, such as that a step's request was refused, follows at once.
    left = left === null ? null : [...left.filter((id) => !done.has(id)), ...recorded.splice(0)];
  }
  await watchRate({ workspaceId, entered });
  for (const hook of hooks) await hook();
  await send(events);
}

/**
 * One transaction, which also takes the first steps of the runs it begins; when one of those fails, it is made again without
 * them. When it fails itself, each of its activities alone up to the guilty one, which is put off; the rest waits behind it.
 */
async function dispatchOnce(args: {
  workspaceId: string;
  activityIds?: string[];
  subjectId?: string;
  events: RuntimeEvent[];
  entered: Candidate[];
  /** Collects the activities that were recorded on the way. */
  recorded: string[];
  /** Collects what the first steps want done after the commit. */
  hooks: (() => Promise<void>)[];
  begin?: boolean;
}): Promise<string[]> {
  const { workspaceId, activityIds, subjectId, events, entered, recorded, hooks, begin = true } = args;
  const seen: string[] = [];
  try {
    const {
      value,
      activityIds: own,
      afterCommit,
    } = await asWorker({
      workspaceId,
      // The queue's row outlives what is lost here: it goes with this very commit.
      durable: false,
      fn: async (ctx) => {
        const decided = await dispatchSubject({ ctx, activityIds, subjectId, seen });
        return begin ? { ...decided, events: await beginHere({ ctx, events: decided.events }) } : decided;
      },
    });
    hooks.push(...afterCommit);
    events.push(...value.events);
    entered.push(...value.entered);
    recorded.push(...own);
    return value.handled;
  } catch (error) {
    if (error instanceof BeginFailed) return dispatchOnce({ ...args, begin: false });
    if (seen.length === 0 || isInfrastructure(error)) throw error;
    for (const id of seen) {
      try {
        const done = await asWorker({
          workspaceId,
          fn: (ctx) => dispatchSubject({ ctx, activityIds: [id], only: id, seen: [] }),
        });
        hooks.push(...done.afterCommit);
        events.push(...done.value.events);
        entered.push(...done.value.entered);
        recorded.push(...done.activityIds);
      } catch (one) {
        if (isInfrastructure(one)) throw one;
        await putOff({ workspaceId, activityId: id, error: one });
        break;
      }
    }
    return [...seen];
  }
}
