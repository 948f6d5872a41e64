import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { apiKeys } from "@/lib/api/contracts/api-keys";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Ends an API key for good; it stays in the list as revoked. Doing it again changes nothing. @throws AppError 404 */
export async function revokeApiKey({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof apiKeys.revoke>;
}): Promise<Answer<typeof apiKeys.revoke>> {
  const found = await ctx.db
    .selectFrom("api_keys")
    .select("revoked_at")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!found) throw notFound("API key");
  if (!found.revoked_at)
    await ctx.db
      .updateTable("api_keys")
      .set({ revoked_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id)
      .execute();
  return { deleted: true };
}
