import type { ServiceInput } from "@/lib/api/contract";
import type { secrets } from "@/lib/api/contracts/secrets";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Deletes a secret for good. @throws AppError 404 */
export async function removeSecret({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof secrets.remove>;
}): Promise<{ deleted: true }> {
  const gone = await ctx.db
    .deleteFrom("secrets")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw notFound("secret");
  return { deleted: true };
}
