import type { ServiceContext } from "@/lib/db/scoped";
import { suppressNumber } from "@/lib/services/messages/texts/suppress-number";

const stopSource = { sms: "STOP by SMS", whatsapp: "STOP by WhatsApp" } as const;

/**
 * STOP: nothing more goes to the number on this channel from this commit on, and every contact with it has said so. The caller
 * holds the consent lock of those contacts.
 */
export async function stopNumber({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { channel: "sms" | "whatsapp"; number: string; text: string; messageId: string; contactIds: string[] };
}): Promise<void> {
  const { channel, number, text, messageId, contactIds } = input;
  await suppressNumber({ ctx, input: { channel, number, reason: "unsubscribed", messageId } });
  if (contactIds.length === 0) return;
  await ctx.db
    .insertInto("contact_consents")
    .values(
      contactIds.map((contact_id) => ({
        workspace_id: ctx.workspaceId,
        contact_id,
        channel,
        status: "unsubscribed",
        source: stopSource[channel],
        text: text.slice(0, 2000),
      })),
    )
    .execute();
}

/**
 * START: lifts what STOP did and nothing else. The number may be written to again, and each contact stands as before its STOP; who
 * had agreed to nothing then gets no marketing now. A bounce stays. The caller holds the consent lock of the contacts.
 */
export async function startNumber({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { channel: "sms" | "whatsapp"; number: string; text: string; contactIds: string[] };
}): Promise<boolean> {
  const { channel, number, text, contactIds } = input;
  const lifted = await ctx.db
    .deleteFrom("suppressions")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("channel", "=", channel)
    .where("address", "=", number)
    .where("reason", "=", "unsubscribed")
    .executeTakeFirst();
  let changed = Number(lifted.numDeletedRows) > 0;
  for (const contact_id of contactIds) {
    const history = await ctx.db
      .selectFrom("contact_consents")
      .select(["status", "source"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("contact_id", "=", contact_id)
      .where("channel", "=", channel)
      .orderBy("seq", "desc")
      .limit(200)
      .execute();
    const byStop = ({ status, source }: { status: string; source: string }) =>
      status === "unsubscribed" && source === stopSource[channel];
    if (!history[0] || !byStop(history[0])) continue;
    const before = history.find((one) => !byStop(one))?.status ?? "denied";
    await ctx.db
      .insertInto("contact_consents")
      .values({
        workspace_id: ctx.workspaceId,
        contact_id,
        channel,
        status: before,
        source: stopSource[channel].replace("STOP", "START"),
        text: text.slice(0, 2000),
      })
      .execute();
    changed = true;
  }
  return changed;
}
