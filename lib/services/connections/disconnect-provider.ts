import type { ServiceInput } from "@/lib/api/contract";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Removes a connection with its key. @throws AppError 404 */
export async function disconnectProvider({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof connections.disconnect>;
}): Promise<{ deleted: true }> {
  const gone = await ctx.db
    .deleteFrom("connections")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", input.provider)
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw notFound("connection");
  return { deleted: true };
}
