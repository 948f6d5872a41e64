import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { lockConsent } from "@/lib/services/messages/lock-consent";

export type MessageReaction = "delivered" | "bounced" | "complained" | "failed" | "unsubscribed";

interface Report {
  messageId: string;
  type: MessageReaction;
  /** A bounce that is not the address's fault (a full mailbox, a server that is away): written down, and nothing follows. */
  soft?: boolean;
  reason?: string;
  /** When it happened, by the provider's clock; now when it does not say. */
  occurredAt?: string;
  /** The provider's id of this report: a repeat is known by it. */
  reportId?: string;
}

/** What a message is after reports that came in any order: a later word in this list stands, an earlier one changes nothing. */
const order = ["queued", "sent", "unknown", "failed", "delivered", "bounced", "complained"];

/**
 * Writes down what happened to a message after it was sent, once: its event, its status, and the suppression that follows
 * (a bounce or complaint stops all mail to the address, an unsubscribe stops marketing). Reports may come twice and in any
 * order. Runs as the worker.
 * @returns false when the same thing was known already
 */
export async function recordEvent({ ctx, input }: { ctx: ServiceContext; input: Report }): Promise<boolean> {
  const { type, soft = false, reason, occurredAt, reportId } = input;
  const message = await ctx.db
    .selectFrom("messages")
    .select(["id", "contact_id", "to_address", "channel", "status"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.messageId)
    .executeTakeFirst();
  if (!message) throw notFound("message");
  if (message.contact_id) await lockConsent({ ctx, contactId: message.contact_id });
  const known = await ctx.db
    .selectFrom("message_events")
    .select("data")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "=", message.id)
    .where("type", "=", type)
    .execute();
  if (known.some(({ data }) => Boolean((data as { soft?: boolean }).soft) === soft)) return false;
  const made = await ctx.db
    .insertInto("message_events")
    .values({
      workspace_id: ctx.workspaceId,
      message_id: message.id,
      type,
      provider_event_id: reportId ?? null,
      data: { ...(soft ? { soft } : {}), ...(reason ? { reason } : {}) },
      ...(occurredAt ? { occurred_at: occurredAt } : {}),
    })
    .onConflict((c) =>
      c.columns(["workspace_id", "provider_event_id"]).where("provider_event_id", "is not", null).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  if (!made) return false;
  if (soft) return true;
  if (type !== "unsubscribed") await raiseStatus({ ctx, messageId: message.id, type, reason });
  if (type === "delivered" || type === "failed") return true;
  await suppress({ ctx, address: message.to_address, type, messageId: message.id });
  return true;
}

/** Read again under the contact's lock: another report may have come in between. */
async function raiseStatus(args: {
  ctx: ServiceContext;
  messageId: string;
  type: Exclude<MessageReaction, "unsubscribed">;
  reason: string | undefined;
}): Promise<void> {
  const { ctx, messageId, type, reason } = args;
  await ctx.db
    .updateTable("messages")
    .set({ status: type, ...(reason ? { reason } : {}) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", messageId)
    .where("status", "in", order.slice(0, order.indexOf(type)))
    .execute();
}

const weaker = {
  unsubscribed: ["unsubscribed"],
  bounced: ["unsubscribed"],
  complained: ["unsubscribed", "bounced"],
};

async function suppress(args: {
  ctx: ServiceContext;
  address: string;
  type: "bounced" | "complained" | "unsubscribed";
  messageId: string;
}): Promise<void> {
  const { ctx, address, type, messageId } = args;
  await ctx.db
    .insertInto("suppressions")
    .values({ workspace_id: ctx.workspaceId, channel: "email", address, reason: type, message_id: messageId })
    .onConflict((c) =>
      // A stronger reason replaces a weaker one, so that any order of reports ends the same.
      c
        .columns(["workspace_id", "channel", "address"])
        .doUpdateSet({ reason: type, message_id: messageId })
        .where("suppressions.reason", "in", weaker[type]),
    )
    .execute();
}
