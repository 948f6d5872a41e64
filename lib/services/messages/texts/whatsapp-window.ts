import type { ServiceContext } from "@/lib/db/scoped";

const WINDOW_HOURS = 24;

/**
 * Whether free text may be sent to a number by WhatsApp: only within 24 hours after its last message to the workspace
 * (twilio.com/docs/whatsapp/key-concepts, "customer service windows"). Null means yes, otherwise why not.
 */
export async function outsideWindow({
  ctx,
  contactId,
  number,
}: {
  ctx: ServiceContext;
  contactId: string;
  number: string;
}): Promise<string | null> {
  // What comes in is kept with the oldest of several contacts that share a number.
  const sharing = ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("phone", "=", number)
    .where("deleted_at", "is", null);
  const last = await ctx.db
    .selectFrom("messages")
    .select("created_at")
    .where("workspace_id", "=", ctx.workspaceId)
    .where((e) => e.or([e("contact_id", "=", contactId), e("contact_id", "in", sharing)]))
    .where("direction", "=", "inbound")
    .where("channel", "=", "whatsapp")
    .where("from_address", "=", number)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const rule = `WhatsApp allows free text only within ${WINDOW_HOURS} hours after the contact's last message`;
  if (!last) return `${rule}, and the contact never wrote. Use a template.`;
  const hours = (Date.parse(ctx.now) - Date.parse(last.created_at)) / 3_600_000;
  if (hours < WINDOW_HOURS) return null;
  return `${rule}, which was ${Math.floor(hours)} hours ago. Use a template.`;
}
