import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workspaces } from "@/lib/api/contracts/workspaces";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { send } from "@/lib/runtime";
import { releaseHeld } from "@/lib/services/runs/release-held";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";

/**
 * Lets everything go on where it stood: the first few hundred people at once, the rest by the sweeper. Workflows that are
 * paused on their own stay so. @throws AppError 404 for the id of any other workspace
 */
export async function resumeSending({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workspaces.resumeSending>;
}): Promise<Answer<typeof workspaces.resumeSending>> {
  if (input.id !== ctx.workspaceId) throw notFound("workspace");
  await ctx.db
    .updateTable("workspaces")
    .set({ sending_stopped_at: null, sending_stopped_reason: null })
    .where("id", "=", ctx.workspaceId)
    .execute();
  const events = await releaseHeld({ ctx, heldFor: ctx.workspaceId });
  ctx.afterCommit(() => send(events));
  return getWorkspace({ ctx, input: { id: input.id } });
}
