import type { Visiting } from "@/lib/services/runs/visiting";

/** Writes the steps of one transaction; a visit that was begun before gets its outcome. */
export async function writeSteps({ ctx, run, token, steps }: Visiting): Promise<void> {
  if (steps.size === 0) return;
  const rows = [...steps.values()].map((step) => ({
    id: ctx.newId(),
    workspace_id: ctx.workspaceId,
    run_id: run.id,
    token_id: token.id,
    path: step.path,
    node_id: step.nodeId,
    node_key: step.nodeKey,
    node_type: step.nodeType,
    visit: step.visit,
    status: step.status,
    outlet: step.outlet,
    input: step.input,
    output: step.output,
    note: step.note,
    error: step.error,
    attempts: step.attempts,
    started_at: step.startedAt,
    ended_at: step.status === "running" || step.status === "waiting" ? null : ctx.now,
  }));
  await ctx.db
    .insertInto("workflow_run_steps")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "run_id", "path", "node_id", "visit"]).doUpdateSet((set) => ({
        token_id: set.ref("excluded.token_id"),
        status: set.ref("excluded.status"),
        outlet: set.ref("excluded.outlet"),
        input: set.ref("excluded.input"),
        output: set.ref("excluded.output"),
        note: set.ref("excluded.note"),
        error: set.ref("excluded.error"),
        attempts: set.ref("excluded.attempts"),
        ended_at: set.ref("excluded.ended_at"),
      })),
    )
    .execute();
}
