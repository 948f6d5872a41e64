import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { runActions } from "@/lib/api/contracts/run-actions";
import type { ServiceContext } from "@/lib/db/scoped";
import { runActionEvent, send } from "@/lib/runtime";
import { getRunAction } from "@/lib/services/run-actions/get-run-action";
import { matchingRuns } from "@/lib/services/run-actions/matching-runs";

/** Counts the runs that fit, and unless it is a preview has them worked off in the background, run by run. */
export async function startRunAction({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runActions.create>;
}): Promise<Answer<typeof runActions.create>> {
  const { action, filter, options } = input;
  const { count } = await matchingRuns({ ctx, action, filter, until: ctx.now })
    .select(sql<number>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  if (input.preview) return { count, action: null };
  const id = ctx.newId();
  await ctx.db
    .insertInto("run_actions")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      action,
      filter: filter as object,
      options: options as object,
      total: count,
      until: ctx.now,
      // The event goes out right after the commit; if it is lost, the sweeper misses it half a minute later.
      sent_at: ctx.now,
      created_at: ctx.now,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  ctx.afterCommit(() => send([runActionEvent({ workspaceId: ctx.workspaceId, actionId: id })]));
  return { count, action: await getRunAction({ ctx, input: { id } }) };
}
