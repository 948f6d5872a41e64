import type { CollaboratorAnswer } from "@/lib/api/contracts/collaborators";
import { members } from "@/lib/api/contracts/members";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** The query every answer about collaborators starts from. */
export function collaboratorRows({ ctx, workflowId }: { ctx: ServiceContext; workflowId: string }) {
  return ctx.db
    .selectFrom("workflow_collaborators as c")
    .innerJoin("workspace_members as m", (join) =>
      join.onRef("m.workspace_id", "=", "c.workspace_id").onRef("m.user_id", "=", "c.user_id"),
    )
    .leftJoin("profiles as p", "p.user_id", "c.user_id")
    .leftJoin("profiles as a", "a.user_id", "c.added_by")
    .select([
      "c.user_id",
      "p.name",
      "p.email",
      "c.role",
      "m.role as workspace_role",
      "c.added_by",
      "a.name as adder_name",
      "a.email as adder_email",
      "c.created_at",
    ])
    .where("c.workspace_id", "=", ctx.workspaceId)
    .where("c.workflow_id", "=", workflowId);
}

type Row = Awaited<ReturnType<ReturnType<typeof collaboratorRows>["executeTakeFirstOrThrow"]>>;

/** @throws AppError 404 */
export async function findCollaborator(args: { ctx: ServiceContext; workflowId: string; userId: string }) {
  const row = await collaboratorRows(args).where("c.user_id", "=", args.userId).executeTakeFirst();
  if (!row) throw notFound("collaborator");
  return row;
}

/** One collaborator as the API shows it: with the address only to whoever may read the members. */
export function presentCollaborator({ ctx, row }: { ctx: ServiceContext; row: Row }): CollaboratorAnswer {
  const known = ctx.actor?.kind !== "key" || ctx.actor.scopes.includes(members.list.scope);
  const [email, adder] = known ? [row.email, row.adder_email] : [null, null];
  return {
    user_id: row.user_id,
    name: row.name || email || "Member",
    email: email ?? "",
    own: isSelf({ ctx, userId: row.user_id }),
    role: row.role as CollaboratorAnswer["role"],
    workspace_role: row.workspace_role as CollaboratorAnswer["workspace_role"],
    added_by: row.added_by ? { id: row.added_by, name: row.adder_name || adder || "" } : null,
    created_at: row.created_at,
  };
}

/** Whether this is whoever asks. */
export function isSelf({ ctx, userId }: { ctx: ServiceContext; userId: string }): boolean {
  return ctx.actor?.kind === "user" && ctx.actor.userId === userId;
}
