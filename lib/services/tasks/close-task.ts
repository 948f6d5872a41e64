import type { ServiceContext } from "@/lib/db/scoped";

/** Writes how an open task ended and who said so: the acting member, or `by` for a link that stands for one. */
export async function closeTask({
  ctx,
  id,
  status,
  outcome,
  comment,
  by,
}: {
  ctx: ServiceContext;
  id: string;
  status: "done" | "cancelled";
  outcome: string;
  comment?: string;
  by?: string;
}): Promise<void> {
  await ctx.db
    .updateTable("tasks")
    .set({
      status,
      outcome,
      comment: comment || null,
      decided_by: by ?? (ctx.actor?.kind === "user" ? ctx.actor.userId : null),
      decided_at: ctx.now,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("status", "=", "open")
    .execute();
}
