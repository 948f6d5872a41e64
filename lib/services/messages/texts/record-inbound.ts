import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsentOf } from "@/lib/services/messages/lock-consent";
import { keyWordOf } from "@/lib/services/messages/texts/key-words";
import { startNumber, stopNumber } from "@/lib/services/messages/texts/stop-number";

export interface InboundText {
  channel: "sms" | "whatsapp";
  provider: "twilio" | "local";
  /** Unique at the provider: a repeated report changes nothing. */
  providerId: string;
  /** E.164. */
  from: string;
  to: string;
  text: string;
  /** The provider answers STOP, START and HELP itself. */
  answered: boolean;
}

/** Spelt out: a parameter would not match the index's condition. */
const partial = sql<boolean>`direction = 'inbound'`;

/**
 * Keeps a text that came in: as a message and on the timeline of the contact with that number (the oldest, when several share it),
 * and does what STOP and START ask for within this transaction. Runs as the worker.
 * @returns what is answered, or null
 */
export async function recordInbound({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: InboundText;
}): Promise<{ reply: string | null; messageId: string | null }> {
  const { channel, provider, providerId, from, to, text } = input;
  const withNumber = ctx.db
    .selectFrom("contacts")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("phone", "=", from)
    .where("deleted_at", "is", null);
  // Locked in the order of their ids, read after it.
  const [, contacts] = await Promise.all([
    lockConsentOf({ ctx, contacts: withNumber.select("id").orderBy("id") }),
    withNumber.select("id").orderBy("created_at").orderBy("id").execute(),
  ]);
  const contactIds = contacts.map(({ id }) => id);
  const word = keyWordOf(text);
  const reply = word === "help" && !input.answered ? await helpText(ctx) : null;
  const message = await ctx.db
    .insertInto("messages")
    .values({
      workspace_id: ctx.workspaceId,
      contact_id: contactIds[0] ?? null,
      channel,
      direction: "inbound",
      purpose: "transactional",
      provider,
      provider_id: providerId,
      from_address: from,
      to_address: to,
      text,
      status: "received",
      created_at: ctx.now,
    })
    .onConflict((c) => c.columns(["workspace_id", "provider", "provider_id"]).where(partial).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!message) return { reply, messageId: null };
  const messageId = message.id;
  if (word === "stop") await stopNumber({ ctx, input: { channel, number: from, text, messageId, contactIds } });
  if (word === "start") await startNumber({ ctx, input: { channel, number: from, text, contactIds } });
  const event = (type: string, data: Record<string, string>) => ({
    workspace_id: ctx.workspaceId,
    message_id: messageId,
    type,
    data,
  });
  await ctx.db
    .insertInto("message_events")
    .values([
      event("replied", { text: text.slice(0, 4000), from }),
      ...(word === "stop" ? [event("unsubscribed", {})] : []),
    ])
    .execute();
  return { reply, messageId };
}

async function helpText(ctx: ServiceContext): Promise<string> {
  const row = await ctx.db
    .selectFrom("workspaces")
    .select(["name", "sender_name", "reply_to", "sender_email", "sms_help"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  if (row.sms_help) return row.sms_help;
  const contact = row.reply_to ?? row.sender_email;
  return `${row.sender_name ?? row.name}: reply STOP to get no more messages.${contact ? ` Questions: ${contact}.` : ""}`;
}
