import type { CommentAnswer } from "@/lib/api/contracts/comments";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** The query every answer about comments starts from. */
export function commentRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("workflow_comments as c")
    .leftJoin("profiles as a", "a.user_id", "c.author_id")
    .leftJoin("profiles as r", "r.user_id", "c.resolved_by")
    .select([
      "c.id",
      "c.workflow_id",
      "c.node_id",
      "c.body",
      "c.author_id",
      "a.name as author_name",
      "a.email as author_email",
      "c.resolved_at",
      "c.resolved_by",
      "r.name as resolver_name",
      "r.email as resolver_email",
      "c.created_at",
    ])
    .where("c.workspace_id", "=", ctx.workspaceId);
}

export type CommentRow = Awaited<ReturnType<ReturnType<typeof commentRows>["executeTakeFirstOrThrow"]>>;

/** @throws AppError 404 */
export async function findComment({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<CommentRow> {
  const row = await commentRows(ctx).where("c.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("comment");
  return row;
}

/** One comment as the API shows it to whoever asks. */
export function presentComment({ ctx, row }: { ctx: ServiceContext; row: CommentRow }): CommentAnswer {
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    node_id: row.node_id,
    body: row.body,
    author: row.author_id ? { id: row.author_id, name: row.author_name || row.author_email || "" } : null,
    own: isAuthor({ ctx, row }),
    resolved_at: row.resolved_at,
    resolved_by: row.resolved_by ? { id: row.resolved_by, name: row.resolver_name || row.resolver_email || "" } : null,
    created_at: row.created_at,
  };
}

/** Whether the person who asks wrote it. A comment that came with a key is nobody's. */
export function isAuthor({ ctx, row }: { ctx: ServiceContext; row: { author_id: string | null } }): boolean {
  return ctx.actor?.kind === "user" && ctx.actor.userId === row.author_id;
}
