import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";

/** @throws AppError 422 on `field` unless this is a member of the workspace */
export async function requireMember({
  ctx,
  userId,
  field,
}: {
  ctx: ServiceContext;
  userId: string;
  field: string;
}): Promise<void> {
  const found = await ctx.db
    .selectFrom("workspace_members")
    .select("user_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (!found) throw invalid(field, "Choose a member of this workspace.");
}
