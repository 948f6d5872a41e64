import { asWorker } from "@/lib/db/scoped";
import { send } from "@/lib/runtime";
import { watchRate } from "@/lib/services/runs/breaker";
import { inBulkLane } from "@/lib/services/runs/bulk-lane";
import { dispatch } from "@/lib/services/runs/dispatch";
import { type Dispatched, dispatchSubject } from "@/lib/services/runs/dispatch-subject";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";
import { lockSubjects } from "@/lib/services/runs/subject-lock";

/** Contacts in one transaction: enough to save most commits, few enough that nobody waits long for his own. */
const GROUP = 25;

/**
 * Works off the queues of many contacts, some in each transaction. When a group fails, each of its contacts is dispatched
 * alone, so that only the guilty activity is put off. @throws as dispatch does
 */
export async function dispatchMany({
  workspaceId,
  subjectIds,
}: {
  workspaceId: string;
  subjectIds: string[];
}): Promise<void> {
  const inOrder = [...new Set(subjectIds)].sort();
  for (let start = 0; start < inOrder.length; start += GROUP) {
    const group = inOrder.slice(start, start + GROUP);
    const done = await inBulkLane(() => dispatchGroup({ workspaceId, group })).catch((error) => {
      if (isInfrastructure(error)) throw error;
      return null;
    });
    if (done) {
      await watchRate({ workspaceId, entered: done.flatMap((one) => one.entered) });
      await send(done.flatMap((one) => one.events));
    } else for (const subjectId of group) await dispatch({ workspaceId, subjectId });
  }
}

async function dispatchGroup({ workspaceId, group }: { workspaceId: string; group: string[] }): Promise<Dispatched[]> {
  const { value } = await asWorker({
    workspaceId,
    durable: false,
    fn: async (ctx) => {
      await lockSubjects({ ctx, subjectIds: group });
      const done: Dispatched[] = [];
      for (const subjectId of group) done.push(await dispatchSubject({ ctx, subjectId, seen: [] }));
      return done;
    },
  });
  return value;
}
