import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { hookColumns, presentHook } from "@/lib/services/hooks/present-hook";

/** One inbound address. @throws AppError 404 */
export async function getHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.get>;
}): Promise<Answer<typeof hooks.get>> {
  const row = await ctx.db
    .selectFrom("inbound_hooks")
    .select(hookColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw notFound("webhook address");
  return presentHook(row);
}
