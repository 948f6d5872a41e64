import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { ClaimedEffect } from "@/lib/services/effects/effect-kind";

/**
 * Makes sure, right before a provider without idempotency keys is asked, that this is still the latest claim, and keeps it so until
 * the transaction ends: whoever was held up for long has lost it, and a second request would be a second message.
 * @throws AppError 409 when somebody else has claimed the effect since
 */
export async function requireClaim({ ctx, claim }: { ctx: ServiceContext; claim: ClaimedEffect }): Promise<void> {
  const mine = await ctx.db
    .selectFrom("effects")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", claim.effectId)
    .where("status", "=", "claimed")
    .where("attempts", "=", claim.attempts)
    .forShare()
    .executeTakeFirst();
  if (!mine) throw new AppError("conflict", "Somebody else has taken over this send.");
}
