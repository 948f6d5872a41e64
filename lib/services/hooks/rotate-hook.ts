import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { newSecret } from "@/lib/ids";
import { hookColumns, presentHook } from "@/lib/services/hooks/present-hook";

/** Gives a hook another address; the old one answers 404 from now on. @throws AppError 404 */
export async function rotateHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.rotate>;
}): Promise<Answer<typeof hooks.rotate>> {
  const row = await ctx.db
    .updateTable("inbound_hooks")
    .set({ token: newSecret(24) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .returning(hookColumns)
    .executeTakeFirst();
  if (!row) throw notFound("webhook address");
  return presentHook(row);
}
