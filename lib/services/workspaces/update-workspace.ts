import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workspaces } from "@/lib/api/contracts/workspaces";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";

/** Changes what is given and leaves the rest. @throws AppError 404 for the id of any other workspace */
export async function updateWorkspace({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workspaces.update>;
}): Promise<Answer<typeof workspaces.update>> {
  const { id, ifMatch: _, ...changes } = input;
  if (id !== ctx.workspaceId) throw notFound("workspace");
  if (Object.keys(changes).length > 0)
    await ctx.db.updateTable("workspaces").set(changes).where("id", "=", ctx.workspaceId).execute();
  return getWorkspace({ ctx, input: { id } });
}
