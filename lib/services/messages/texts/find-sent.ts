import { asWorker } from "@/lib/db/scoped";
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
}): Promise<{ providerId: string; cost: Cost | null } | null> {
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
  const { value: others } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("messages")
        .select("provider_id")
        .where("workspace_id", "=", workspaceId)
        .where("provider", "=", "twilio")
        .where(
          "provider_id",
          "in",
          listed.map(({ providerId }) => providerId),
        )
        .execute(),
  });
  const taken = new Set(others.map(({ provider_id }) => provider_id));
  return listed.find(({ providerId }) => !taken.has(providerId)) ?? null;
}
