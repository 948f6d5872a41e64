import type { ServiceContext } from "@/lib/db/scoped";
import { setConsent } from "@/lib/services/contacts/set-consent";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Records a consent as a step found it, unless the newest one of the channel says the same. @throws AppError 404 */
export async function setConsentOnce({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    id: string;
    channel: "email" | "sms" | "whatsapp" | "phone";
    status: "granted" | "denied" | "unsubscribed";
    text: string;
    source: string;
  };
}): Promise<{ changed: boolean }> {
  await lockConsent({ ctx, contactId: input.id });
  const newest = await ctx.db
    .selectFrom("contact_consents")
    .select("status")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("contact_id", "=", input.id)
    .where("channel", "=", input.channel)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest?.status === input.status) return { changed: false };
  await setConsent({ ctx, input });
  return { changed: true };
}
