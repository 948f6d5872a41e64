import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { ClaimedEffect } from "@/lib/services/effects/effect-kind";
import { Withheld, type WithheldBy, withheldBy, withheldJoins, withheldReasons } from "@/lib/services/effects/withheld";

/**
 * Makes sure, right before a provider without idempotency keys is asked, that this is still the latest claim, and keeps it so until
 * the transaction ends: whoever was held up for long has lost it, and a second request would be a second message.
 * @throws AppError 409 when somebody else has claimed the effect since; Withheld when a switch was thrown since
 */
export async function requireClaim({ ctx, claim }: { ctx: ServiceContext; claim: ClaimedEffect }): Promise<void> {
  const { rows } = await sql<{ withheld: WithheldBy | null }>`
    select ${withheldBy} as withheld from public.effects e ${withheldJoins(claim.runId)}
     where e.workspace_id = ${ctx.workspaceId} and e.id = ${claim.effectId} and e.status = 'claimed' and e.attempts = ${claim.attempts}
       for share of e`.execute(ctx.db);
  const [mine] = rows;
  if (!mine) throw new AppError("conflict", "Somebody else has taken over this send.");
  if (mine.withheld) throw new Withheld(withheldReasons[mine.withheld]);
}
