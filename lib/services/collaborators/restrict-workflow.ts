import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { collaborators } from "@/lib/api/contracts/collaborators";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { listCollaborators } from "@/lib/services/collaborators/list-collaborators";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { setCollaborator } from "@/lib/services/collaborators/set-collaborator";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Says whether, of the editors of the workspace, only the named ones may change the workflow. An editor who says so is named
 * first, so that nobody locks himself out. @throws AppError 403 without the right to share, and for a key below admin; 404
 */
export async function restrictWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof collaborators.restrict>;
}): Promise<Answer<typeof collaborators.list>> {
  await requireAccess({ ctx, workflowId: input.id, to: "share" });
  const { restricted } = await findWorkflow({ ctx, id: input.id, lock: true });
  if (input.restricted && ctx.actor?.role === "editor") {
    if (ctx.actor.kind === "key")
      throw new AppError(
        "forbidden",
        "This key would lock itself out: it is no person to name. Use a key of role admin.",
      );
    await setCollaborator({ ctx, input: { id: input.id, user: ctx.actor.userId, role: "editor" } });
  }
  if (restricted !== input.restricted)
    await ctx.db
      .updateTable("workflows")
      .set({ restricted: input.restricted })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id)
      .execute();
  return listCollaborators({ ctx, input });
}
