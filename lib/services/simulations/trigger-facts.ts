import type { ServiceContext } from "@/lib/db/scoped";
import type { GraphNode } from "@/lib/engine/graph";
import { invalid } from "@/lib/errors";
import type { EventName } from "@/lib/events";
import type { TriggerFacts } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

/** The columns of an activity that triggers and conditions look at. */
export const activityColumns = [
  "id",
  "seq",
  "type",
  "key",
  "keys",
  "changes",
  "data",
  "depth",
  "workflow_id",
  "occurred_at",
  "created_at",
] as const;

/**
 * What happened, for a test: a stored activity, given data, or the trigger's own sample.
 * @throws AppError 422 when there is no such activity, or it is of another contact
 */
export async function triggerFacts({
  ctx,
  node,
  input,
  contactId,
}: {
  ctx: ServiceContext;
  node: GraphNode;
  input: { activity_id?: string; data?: Record<string, unknown>; start_at?: string };
  contactId: string | null;
}): Promise<TriggerFacts> {
  if (input.activity_id) {
    const activity = await ctx.db
      .selectFrom("activities")
      .select([...activityColumns, "subject_id"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.activity_id)
      .executeTakeFirst();
    if (!activity) throw invalid("activity_id", "There is no such activity.");
    if (contactId && activity.subject_id !== contactId)
      throw invalid("activity_id", "This happened to another contact.");
    return factsOf(activity as ActivityRow);
  }
  const definition = registry.get(node.type);
  return {
    type: (definition?.trigger?.events[0] ?? "workflow.requested") as EventName,
    activityId: null,
    occurredAt: input.start_at ?? ctx.now,
    data: input.data ?? definition?.output.sample ?? {},
    changes: {},
  };
}
