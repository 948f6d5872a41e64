import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { recordEvent } from "@/lib/services/messages/record-event";

/** What the unsubscribe page shows: whose mail it is and whether the wish is already on record. */
export async function findSubscription({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { messageId: string };
}): Promise<{ workspace: string; address: string; unsubscribed: boolean }> {
  const row = await ctx.db
    .selectFrom("messages as m")
    .innerJoin("workspaces as w", "w.id", "m.workspace_id")
    .leftJoin("suppressions as s", (j) =>
      j
        .onRef("s.workspace_id", "=", "m.workspace_id")
        .onRef("s.address", "=", "m.to_address")
        .on("s.channel", "=", "email"),
    )
    .select(["w.name", "w.sender_name", "m.to_address", "s.reason"])
    .where("m.workspace_id", "=", ctx.workspaceId)
    .where("m.id", "=", input.messageId)
    .executeTakeFirst();
  if (!row) throw notFound("mail");
  return { workspace: row.sender_name ?? row.name, address: row.to_address, unsubscribed: row.reason !== null };
}

/**
 * Stops marketing email to the receiver of this message at once (RFC 8058): suppression, consent row with its proof, event.
 * Doing it twice changes nothing.
 */
export async function unsubscribe({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { messageId: string; ip: string | null; userAgent: string | null };
}): Promise<void> {
  if (!(await recordEvent({ ctx, input: { messageId: input.messageId, type: "unsubscribed" } }))) return;
  const message = await ctx.db
    .selectFrom("messages")
    .select("contact_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.messageId)
    .executeTakeFirst();
  if (!message?.contact_id) return;
  await ctx.db
    .insertInto("contact_consents")
    .values({
      workspace_id: ctx.workspaceId,
      contact_id: message.contact_id,
      channel: "email",
      status: "unsubscribed",
      source: "unsubscribe link",
      text: `Unsubscribed with the link in message ${input.messageId}.`,
      ip: input.ip,
      user_agent: input.userAgent,
    })
    .execute();
}
