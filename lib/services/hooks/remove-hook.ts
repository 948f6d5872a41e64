import type { ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Deletes an address with what it received. @throws AppError 404 */
export async function removeHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.remove>;
}): Promise<{ deleted: true }> {
  const gone = await ctx.db
    .deleteFrom("inbound_hooks")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw notFound("webhook address");
  return { deleted: true };
}
