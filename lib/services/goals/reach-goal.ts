import type { ServiceContext } from "@/lib/db/scoped";
import type { RunState } from "@/lib/nodes/facts";

/**
 * Writes down that the contact of a run reached a goal; the database records the activity. `nodeId` is the goal step, null when
 * the goal is the whole workflow's. Returns the conversion's id.
 */
export async function reachGoal({
  ctx,
  input: { state, nodeId, name, value },
}: {
  ctx: ServiceContext;
  input: { state: Pick<RunState, "contact" | "run">; nodeId: string | null; name: string; value: number | null };
}): Promise<{ conversionId: string }> {
  const id = ctx.newId();
  await ctx.db
    .insertInto("conversions")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: state.run.workflowId,
      contact_id: state.contact.id,
      run_id: state.run.id,
      node_id: nodeId,
      name,
      value,
      is_test: state.run.isTest,
      at: ctx.now,
    })
    .execute();
  return { conversionId: id };
}
