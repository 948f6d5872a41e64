import type { ServiceContext } from "@/lib/db/scoped";
import { suppressNumber } from "@/lib/services/messages/texts/suppress-number";

/** Somebody said on the phone that they want no more calls: none goes to the number from this commit on. The caller holds the consent lock. */
export async function stopCalls({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { number: string; text: string; messageId: string; contactId: string | null };
}): Promise<void> {
  const { number, text, messageId, contactId } = input;
  await suppressNumber({ ctx, input: { channel: "phone", number, reason: "unsubscribed", messageId } });
  if (!contactId) return;
  await ctx.db
    .insertInto("contact_consents")
    .values({
      workspace_id: ctx.workspaceId,
      contact_id: contactId,
      channel: "phone",
      status: "unsubscribed",
      source: "Said on an AI call",
      text: text.slice(0, 2000),
    })
    .execute();
}
