import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { lockConsent } from "@/lib/services/messages/lock-consent";

export type MessageReaction = "bounced" | "complained" | "unsubscribed";

/**
 * Writes down what happened to a message after it was sent, once: its event, its status, and the suppression that follows
 * (a bounce or complaint stops all mail to the address, an unsubscribe stops marketing). Runs as the worker.
 * @returns false when the same thing was known already
 */
export async function recordEvent({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { messageId: string; type: MessageReaction };
}): Promise<boolean> {
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
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "=", message.id)
    .where("type", "=", input.type)
    .executeTakeFirst();
  if (known) return false;
  await ctx.db
    .insertInto("message_events")
    .values({ workspace_id: ctx.workspaceId, message_id: message.id, type: input.type })
    .execute();
  if (input.type !== "unsubscribed")
    await ctx.db
      .updateTable("messages")
      .set({ status: input.type })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", message.id)
      .execute();
  await ctx.db
    .insertInto("suppressions")
    .values({
      workspace_id: ctx.workspaceId,
      channel: "email",
      address: message.to_address,
      reason: input.type,
      message_id: message.id,
    })
    .onConflict((c) =>
      // A stronger reason replaces an unsubscribe; nothing replaces a bounce or complaint.
      c
        .columns(["workspace_id", "channel", "address"])
        .doUpdateSet({ reason: input.type, message_id: message.id })
        .where("suppressions.reason", "=", "unsubscribed"),
    )
    .execute();
  return true;
}
