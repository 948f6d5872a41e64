import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { Cost, TextProvider, TextRequest } from "@/lib/providers/sms/text-provider";
import type { ClaimedEffect } from "@/lib/services/effects/effect-kind";

/**
 * Whether a text went out although nobody heard the answer: a report about it came in already, or the provider lists a message
 * like it since it was claimed that is no other one of ours. Null when neither shows it.
 */
export async function findSent({
  claim,
  provider,
}: {
  claim: ClaimedEffect;
  provider: TextProvider | null;
}): Promise<Found | null> {
  const { workspaceId, messageId } = claim;
  const request = claim.request as TextRequest;
  if (!messageId) return null;
  const { value: message } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("messages")
        .select(["provider_id", "created_at"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", messageId)
        .executeTakeFirst(),
  });
  if (!message) return null;
  if (message.provider_id) return { providerId: message.provider_id, cost: null };
  const listed = await provider?.find?.({ request, since: message.created_at });
  if (!listed || listed.length === 0) return null;
  const { value: mine } = await asWorker({
    workspaceId,
    fn: (ctx) => take({ ctx, messageId, to: request.to, listed }),
  });
  return mine;
}

type Found = { providerId: string; cost: Cost | null };

/** Gives the message one of the provider's that is nobody else's, for good: two interrupted texts of the same words never share one. */
async function take(args: {
  ctx: ServiceContext;
  messageId: string;
  to: string;
  listed: Found[];
}): Promise<Found | null> {
  const { ctx, messageId, to, listed } = args;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sent:${ctx.workspaceId}:${to}`}, 0))`.execute(ctx.db);
  const others = await ctx.db
    .selectFrom("messages")
    .select(["id", "provider_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", "twilio")
    .where(
      "provider_id",
      "in",
      listed.map(({ providerId }) => providerId),
    )
    .execute();
  const taken = new Set(others.filter(({ id }) => id !== messageId).map(({ provider_id }) => provider_id));
  const mine = listed.find(({ providerId }) => !taken.has(providerId));
  if (!mine) return null;
  const { numUpdatedRows } = await ctx.db
    .updateTable("messages")
    .set({ provider_id: mine.providerId, status: "sent", reason: null, sent_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", messageId)
    .where("provider_id", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return mine;
  // A report was faster and told its id.
  const told = await ctx.db
    .selectFrom("messages")
    .select("provider_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", messageId)
    .executeTakeFirst();
  return told?.provider_id ? { providerId: told.provider_id, cost: null } : null;
}
