import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workspaces } from "@/lib/api/contracts/workspaces";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";

/**
 * The kill switch: from this commit on no run of the workspace takes another step, and nothing that was claimed but not yet handed to
 * a provider is handed over (performEffect looks last). People still enter, so that nobody is lost, and are held before their
 * first step; waits go on running out. Only a request that is on its way to a provider at this moment still arrives. Stopping
 * again changes nothing. @throws AppError 404 for the id of any other workspace
 */
export async function stopSending({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workspaces.stopSending>;
}): Promise<Answer<typeof workspaces.stopSending>> {
  if (input.id !== ctx.workspaceId) throw notFound("workspace");
  await ctx.db
    .updateTable("workspaces")
    .set({ sending_stopped_at: ctx.now, sending_stopped_reason: input.reason || null })
    .where("id", "=", ctx.workspaceId)
    .where("sending_stopped_at", "is", null)
    .execute();
  return getWorkspace({ ctx, input: { id: input.id } });
}
