import type { ServiceInput } from "@/lib/api/contract";
import type { CollaboratorAnswer, collaborators } from "@/lib/api/contracts/collaborators";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { findCollaborator, isSelf, presentCollaborator } from "@/lib/services/collaborators/collaborator-rows";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/**
 * Names a member a viewer or an editor of a workflow. Naming somebody again changes the role.
 * @throws AppError 422 for somebody who is no member, and for an owner or admin, whom nothing holds back; 403 without the right
 *   to share, and for oneself; 404
 */
export async function setCollaborator({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof collaborators.set>;
}): Promise<CollaboratorAnswer> {
  await requireAccess({ ctx, workflowId: input.id, to: "share" });
  await findWorkflow({ ctx, id: input.id, lock: true });
  const member = await ctx.db
    .selectFrom("workspace_members")
    .select("role")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("user_id", "=", input.user)
    .executeTakeFirst();
  if (!member) throw invalid("user", "Choose a member of this workspace.");
  if (member.role === "owner" || member.role === "admin")
    throw invalid("user", `The role ${member.role} in the workspace already allows everything here.`);
  if (isSelf({ ctx, userId: input.user }) && input.role === "viewer")
    throw new AppError("forbidden", "You cannot take your own right to edit away. Ask somebody else to do it.");
  const by = ctx.actor?.kind === "user" ? ctx.actor.userId : null;
  const key = { workspace_id: ctx.workspaceId, workflow_id: input.id, user_id: input.user };
  const known = await ctx.db
    .updateTable("workflow_collaborators")
    .set({ role: input.role, added_by: by })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .where("user_id", "=", input.user)
    .returning("user_id")
    .executeTakeFirst();
  if (!known)
    await ctx.db
      .insertInto("workflow_collaborators")
      .values({ ...key, role: input.role, added_by: by })
      // One's own row, which one does not change: it says editor already, or one would not have come here.
      .onConflict((conflict) => conflict.columns(["workspace_id", "workflow_id", "user_id"]).doNothing())
      .execute();
  const row = await findCollaborator({ ctx, workflowId: input.id, userId: input.user });
  return presentCollaborator({ ctx, row });
}
