import type { ServiceContext } from "@/lib/db/scoped";
import { settleUnknown } from "@/lib/services/effects/claim-effect";
import { effectKind } from "@/lib/services/effects/effect-kinds";

/**
 * Gives a claim back that was not handed over, because a switch was thrown between the claim and the provider. The next claim asks
 * the rules anew and makes the same request. Fenced by the owner. A claim taken over from somebody who may have been asking
 * the provider keeps that doubt: it stays claimed, or becomes unknown when nobody will ask again.
 * @param over the run has ended, so nobody claims it again
 */
export async function withholdEffect({
  ctx,
  effectId,
  owner,
  reason,
  over,
}: {
  ctx: ServiceContext;
  effectId: string;
  owner: string;
  reason: string;
  over: boolean;
}): Promise<void> {
  const { workspaceId, db } = ctx;
  // Lost, it would look as if the provider may have been asked.
  await ctx.mustLast();
  const found = await db
    .selectFrom("effects")
    .select(["kind", "message_id", "taken_over", "attempts"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", effectId)
    .where("owner", "=", owner)
    .where("status", "=", "claimed")
    .forUpdate()
    .executeTakeFirst();
  if (!found) return;
  const { kind, message_id: messageId } = found;
  if (found.taken_over) {
    if (over) await settleUnknown({ ctx, doubt: { effectId, kind, messageId, reason } });
    return;
  }
  await db
    .updateTable("effects")
    // It was no attempt: what was set aside for the first one, such as AI tokens, still is.
    .set({ status: "failed", error: reason, attempts: found.attempts - 1 })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", effectId)
    .execute();
  if (messageId)
    await db
      .updateTable("messages")
      .set({ status: "skipped", reason })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", messageId)
      .execute();
  // Held back is not over: the end of a call closed here would be told to triggers, and the built-in phone would not ring for it.
  if (over)
    await effectKind(kind).settled?.({ ctx, effectId, outcome: { status: "failed", reason, retryable: false } });
}
