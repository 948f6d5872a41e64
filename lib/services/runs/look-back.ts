import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { AwaitedEvent, ContactFacts, Resumed } from "@/lib/nodes/facts";
import { factsOf, matchesEvent } from "@/lib/services/runs/match-event";

const MAX_LOOKED_AT = 500;

/**
 * The first activity since an instant that a wait listens for, as if the wait had stood already. The caller holds the
 * contact's lock, so that whatever is not seen here will find the wait.
 */
export async function lookBack(args: {
  ctx: ServiceContext;
  subjectId: string;
  events: AwaitedEvent[];
  since: string;
  contact: ContactFacts;
  workspace: { timeZone: string };
}): Promise<Resumed | null> {
  const { ctx, subjectId, events, since, contact, workspace } = args;
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
    .where("subject_id", "=", subjectId)
    .where("created_at", ">=", since)
    .where(sql<boolean>`type = any (${events.map((event) => event.type)}::text[])`)
    .orderBy("seq")
    .limit(MAX_LOOKED_AT)
    .execute();
  for (const activity of rows) {
    const index = events.findIndex(({ type, key = null, conditions = null }) =>
      matchesEvent({ awaited: { type, key, conditions }, activity, contact, workspace, now: ctx.now }),
    );
    if (index >= 0) return { by: "event", index, event: factsOf(activity) };
  }
  return null;
}
