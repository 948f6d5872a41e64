import type { Wait } from "@/lib/engine/transition";
import type { Visiting } from "@/lib/services/runs/visiting";

/**
 * Writes what a token waits for. The caller holds the contact's lock since before it looked back, so an event recorded
 * meanwhile is dispatched after this row stands.
 */
export async function armWait({ visiting, wait }: { visiting: Visiting; wait: Wait }): Promise<void> {
  const { ctx, run, token } = visiting;
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflow_waits")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      run_id: run.id,
      token_id: token.id,
      subject_id: run.subject_id,
      node_id: token.nodeId,
      visit: token.visit,
      kind: wait.kind === "events" ? "event" : wait.kind,
      due_at: wait.until,
      since: wait.kind === "events" && wait.lookBack ? visiting.waitsSince : ctx.now,
      created_at: ctx.now,
    })
    .execute();
  if (wait.kind !== "events") return;
  const rows = wait.events.map(({ type, key, conditions }, position) => ({
    wait_id: id,
    workspace_id: ctx.workspaceId,
    subject_id: run.subject_id,
    position,
    event_type: type,
    key: key ?? null,
    conditions: conditions ?? null,
  }));
  await ctx.db.insertInto("workflow_wait_events").values(rows).execute();
}
