import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findCollaborator, isSelf } from "@/lib/services/collaborators/collaborator-rows";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Names a member no more. @throws AppError 403 without the right to share, and for oneself; 404 */
export async function removeCollaborator({ ctx, input }: { ctx: ServiceContext; input: { id: string; user: string } }) {
  await requireAccess({ ctx, workflowId: input.id, to: "share" });
  await findWorkflow({ ctx, id: input.id, lock: true });
  await findCollaborator({ ctx, workflowId: input.id, userId: input.user });
  const admin = ctx.actor?.role === "admin" || ctx.actor?.role === "owner";
  if (!admin && isSelf({ ctx, userId: input.user }))
    throw new AppError("forbidden", "You cannot take yourself off this list. Ask somebody else to do it.");
  await ctx.db
    .deleteFrom("workflow_collaborators")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .where("user_id", "=", input.user)
    .execute();
  return { deleted: true as const };
}
