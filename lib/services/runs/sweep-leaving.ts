import { findLeaving } from "@/lib/db/lookup";
import { leaveRuns } from "@/lib/services/runs/leave-runs";

/** Workflows looked at in one round. */
const BATCH = 20;

export type Guarded = (args: { at: string; workspaceId: string; work: () => Promise<void> }) => Promise<void>;

/** One chunk of people of each workflow that was stopped so that they leave. Returns how many workflows still had some. */
export async function sweepLeaving({ guarded }: { guarded: Guarded }): Promise<number> {
  let left = 0;
  for (const { workspaceId, refId } of await findLeaving({ limit: BATCH }))
    await guarded({
      at: "sweep-leaving",
      workspaceId,
      work: async () => {
        if ((await leaveRuns({ workspaceId, workflowId: refId })) > 0) left++;
      },
    });
  return left;
}
