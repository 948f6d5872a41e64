import type { ServiceContext } from "@/lib/db/scoped";
import type { Cost } from "@/lib/providers/sms/text-provider";
import { lockConsent } from "@/lib/services/messages/lock-consent";
import { suppressNumber } from "@/lib/services/messages/texts/suppress-number";

export type TextStatus = "queued" | "sent" | "failed" | "delivered" | "read";

export interface TextReport {
  messageId: string;
  provider: "twilio" | "local";
  providerId: string;
  status: TextStatus;
  /** With `failed`: why, in words. */
  reason?: string;
  /** The number can never get one. */
  unreachable?: boolean;
  cost?: Cost | null;
}

/** Reports come late, twice and in any order; a message only ever moves forward along these. */
const rank: Record<string, number> = { unknown: -1, queued: 0, sent: 1, failed: 2, delivered: 3, read: 4 };

/**
 * Writes down what a provider reports about a text: the status if it is further than the one known, each kind of event once, the
 * price once it is known. The same reports give the same end in any order. A report about a send of unknown outcome settles it.
 * Runs as the worker; a report about nothing of ours changes nothing.
 */
export async function recordStatus({ ctx, input }: { ctx: ServiceContext; input: TextReport }): Promise<boolean> {
  const { messageId, provider, providerId, status, reason, cost } = input;
  const read = () =>
    ctx.db
      .selectFrom("messages")
      .select(["id", "contact_id", "channel", "to_address", "status", "provider_id"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", messageId)
      .where("provider", "=", provider)
      .where("direction", "=", "outbound")
      .where("channel", "in", ["sms", "whatsapp"]);
  const seen = await read().executeTakeFirst();
  if (!seen) return false;
  if (seen.contact_id) await lockConsent({ ctx, contactId: seen.contact_id });
  const message = await read().forUpdate().executeTakeFirstOrThrow();
  if (message.provider_id && message.provider_id !== providerId) return false;
  // A failed attempt that nobody was told about by report may be followed by the one this report is about.
  const known = message.provider_id ? (rank[message.status] ?? 0) : -1;
  const further = (rank[status] ?? 0) > known;
  await ctx.db
    .updateTable("messages")
    .set({
      provider_id: providerId,
      ...(further ? { status, reason: status === "failed" ? (reason ?? null) : null } : {}),
      ...(cost ? { cost_micros: cost.micros, cost_currency: cost.currency, priced_at: ctx.now } : {}),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", messageId)
    .execute();
  if (status !== "queued") await eventOnce({ ctx, messageId, type: status, reason });
  if (status === "failed" && input.unreachable)
    await suppressNumber({
      ctx,
      input: {
        channel: message.channel as "sms" | "whatsapp",
        number: message.to_address,
        reason: "bounced",
        messageId,
      },
    });
  await settleEffectOf({ ctx, messageId, providerId, cost: cost ?? null });
  return true;
}

async function eventOnce(args: { ctx: ServiceContext; messageId: string; type: TextStatus; reason?: string }) {
  const { ctx, messageId, type, reason } = args;
  const before = await ctx.db
    .selectFrom("message_events")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "=", messageId)
    .where("type", "=", type)
    .executeTakeFirst();
  if (before) return;
  await ctx.db
    .insertInto("message_events")
    .values({
      workspace_id: ctx.workspaceId,
      message_id: messageId,
      type,
      data: type === "failed" && reason ? { reason } : {},
    })
    .execute();
}

/** The provider took it after all: nobody has to be asked about it any more. And what it cost belongs to the effect, too. */
async function settleEffectOf(args: {
  ctx: ServiceContext;
  messageId: string;
  providerId: string;
  cost: Cost | null;
}): Promise<void> {
  const { ctx, messageId, providerId, cost } = args;
  const effect = ctx.db
    .updateTable("effects")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "=", messageId);
  if (cost) await effect.set({ cost_micros: cost.micros, cost_currency: cost.currency }).execute();
  await effect
    .set({
      status: "done",
      error: null,
      result: { status: "sent", message_id: messageId, provider_id: providerId },
    })
    .where("status", "=", "unknown")
    .execute();
}
