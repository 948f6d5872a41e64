import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { HookDelivery, hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { getHook } from "@/lib/services/hooks/get-hook";
import { KEPT_SAMPLES } from "@/lib/services/hooks/receive-hook";

/** What a hook received last, newest first. @throws AppError 404 */
export async function listDeliveries({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.deliveries>;
}): Promise<Answer<typeof hooks.deliveries>> {
  await getHook({ ctx, input });
  const rows = await ctx.db
    .selectFrom("hook_deliveries")
    .select(["id", "outcome", "contact_id", "headers", "payload", "received_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("hook_id", "=", input.id)
    .orderBy("received_at", "desc")
    .orderBy("id", "desc")
    .limit(KEPT_SAMPLES)
    .execute();
  return { data: rows as HookDelivery[] };
}
