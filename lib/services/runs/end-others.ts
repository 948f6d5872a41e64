import { sql } from "kysely";
import type { Changes } from "@/lib/services/runs/apply-transition";
import { closeWaits } from "@/lib/services/runs/close-runs";
import { effectPrefix } from "@/lib/services/runs/run-node";
import type { Visiting } from "@/lib/services/runs/visiting";
import { closeApprovals } from "@/lib/services/tasks/close-approvals";

/**
 * Other tokens that end: by a join that opened, with an item of a loop that failed, or with the whole run. Their waits and
 * questions close and their open steps say why.
 */
export async function endOthers({ visiting, changes }: { visiting: Visiting; changes: Changes }): Promise<void> {
  const { ctx, run } = visiting;
  const { workspaceId, db, now } = ctx;
  const tokenIds = [...changes.ended.keys(), ...changes.stopped];
  if (tokenIds.length === 0) return;
  const stopped = sql`token_id = any (${[...changes.stopped]}::uuid[])`;
  const left = await db
    .updateTable("workflow_tokens")
    .set({
      status: "done",
      epoch: sql`epoch + 1`,
      stopped: sql`id = any (${[...changes.stopped]}::uuid[])`,
      lease_id: null,
      lease_run: null,
      lease_until: null,
    })
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`id = any (${tokenIds}::uuid[])`)
    .returning(["id", "path", "node_id", "visit"])
    .execute();
  await db
    .updateTable("workflow_run_steps")
    .set({
      // Who stood at a join has done what was to be done there; elsewhere a step was cut off, by an item that failed.
      status: sql`case when ${stopped} or node_type <> 'join' then 'skipped' else 'done' end`,
      note: sql`case when ${stopped} then ${changes.run?.reason ?? "The run ended."} else ${[...changes.ended.values()][0] ?? ""} end`,
      ended_at: now,
    })
    .where("workspace_id", "=", workspaceId)
    .where("run_id", "=", run.id)
    .where(sql<boolean>`token_id = any (${tokenIds}::uuid[])`)
    .where(sql<boolean>`status in ('running', 'waiting')`)
    .execute();
  await closeWaits({ ctx, tokenIds });
  // With the run itself the database closes them, and says how it ended.
  const rootRunId = run.root_run_id;
  for (const { id, path, node_id: nodeId, visit } of left) {
    const reason = changes.ended.get(id);
    if (reason && visiting.graph.nodes.find((node) => node.id === nodeId)?.type === "approval")
      await closeApprovals({ ctx, stepKeys: [effectPrefix({ rootRunId, path, nodeId, visit })], reason });
  }
}
