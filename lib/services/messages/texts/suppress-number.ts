import type { ServiceContext } from "@/lib/db/scoped";

/** Stops a number on one channel from now on. A stronger reason replaces an unsubscribe; nothing replaces a bounce. */
export async function suppressNumber({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    channel: "sms" | "whatsapp" | "phone";
    number: string;
    reason: "bounced" | "unsubscribed";
    messageId: string | null;
  };
}): Promise<void> {
  const { channel, number, reason, messageId } = input;
  await ctx.db
    .insertInto("suppressions")
    .values({ workspace_id: ctx.workspaceId, channel, address: number, reason, message_id: messageId })
    .onConflict((c) =>
      c
        .columns(["workspace_id", "channel", "address"])
        .doUpdateSet({ reason, message_id: messageId })
        .where("suppressions.reason", "=", "unsubscribed"),
    )
    .execute();
}
