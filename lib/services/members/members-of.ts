import type { ServiceContext } from "@/lib/db/scoped";
import { memberIds } from "@/lib/services/members/pick-member";

/** Whom a message to the team goes to: the contact's owner, all admins and owners of the workspace, or those of a list that are members. */
export async function membersOf({
  ctx,
  who,
  ownerId,
  members = [],
}: {
  ctx: ServiceContext;
  who: "owner" | "admins" | "members";
  ownerId: string | null;
  members?: string[];
}): Promise<string[]> {
  if (who === "owner") return ownerId ? memberIds({ ctx, among: [ownerId] }) : [];
  if (who === "members") return members.length > 0 ? memberIds({ ctx, among: members }) : [];
  const rows = await ctx.db
    .selectFrom("workspace_members")
    .select("user_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("role", "in", ["owner", "admin"])
    .orderBy("created_at")
    .orderBy("user_id")
    .execute();
  return rows.map(({ user_id }) => user_id);
}
