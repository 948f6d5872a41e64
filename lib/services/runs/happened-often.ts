import { type Condition, evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

/** How often a thing must have happened, the one at hand counted. */
export interface Often {
  times: number;
  withinHours: number;
}

/** Of one contact and one type; more than a trigger may ask for (100 times), with room for those that do not match. */
const MAX_LOOKED_AT = 2000;

/**
 * Why a trigger that wants something several times within a while does not fire yet, with the count; null when it does.
 * Counts what happened up to the activity at hand and meets the same conditions.
 */
export async function notOftenYet(args: {
  ctx: ServiceContext;
  activity: ActivityRow;
  often: Often;
  conditions: Condition | null;
  contact: ContactFacts;
  workspace: { timeZone: string };
}): Promise<string | null> {
  const { ctx, activity, often, conditions, contact, workspace } = args;
  const since = new Date(Date.parse(activity.occurred_at) - often.withinHours * 3_600_000).toISOString();
  const rows = await ctx.db
    .selectFrom("activities")
    .select([
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
    ])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("subject_id", "=", contact.id)
    .where("type", "=", activity.type)
    .where("seq", "<=", activity.seq)
    .where("occurred_at", ">", since)
    .orderBy("seq", "desc")
    .limit(MAX_LOOKED_AT)
    .execute();
  const count = rows.filter(
    (row) =>
      !conditions ||
      evaluate({
        condition: conditions,
        state: { contact, trigger: factsOf(row), workspace },
        now: ctx.now,
      }).result,
  ).length;
  if (count >= often.times) return null;
  return `It happened ${count} of ${often.times} times within ${often.withinHours} hours.`;
}
