import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { notifications } from "@/lib/api/contracts/notifications";
import type { ServiceContext } from "@/lib/db/scoped";

/** Marks the caller's notifications as read: those named, or all. Answers how many were unread. */
export async function readNotifications({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof notifications.read>;
}): Promise<{ read: number }> {
  if (ctx.actor?.kind !== "user") return { read: 0 };
  const done = await ctx.db
    .updateTable("notifications")
    .set({ read_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("user_id", "=", ctx.actor.userId)
    .where("read_at", "is", null)
    .$if(input.ids !== undefined, (query) => query.where(sql<boolean>`id = any (${input.ids ?? []}::uuid[])`))
    .returning("id")
    .execute();
  return { read: done.length };
}
