import { textsToFollow } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import { twilioText } from "@/lib/providers/sms/twilio";
import { commitAsWorker } from "@/lib/services/commit";
import { openConnection } from "@/lib/services/connections/open-connection";
import { recordStatus } from "@/lib/services/messages/texts/record-status";

const BATCH = 20;

/**
 * Asks the provider what texts cost, which it knows minutes later, and what became of them, should a report have got lost. Each is
 * asked about three times at most.
 * @param guarded runs the work of one workspace so that its failure stops no other
 * @returns how many texts were looked at
 */
export async function followTexts({
  guarded,
}: {
  guarded: (args: { at: string; workspaceId: string; work: () => Promise<void> }) => Promise<void>;
}): Promise<number> {
  const due = await textsToFollow({ limit: BATCH });
  // At once: each may wait for the provider, and the sweep has other things to do.
  await Promise.all(
    due.map(({ workspaceId, messageId }) =>
      guarded({ at: "follow-texts", workspaceId, work: () => follow({ workspaceId, messageId }) }),
    ),
  );
  return due.length;
}

async function follow({ workspaceId, messageId }: { workspaceId: string; messageId: string }): Promise<void> {
  const { value: message } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("messages")
        .set((e) => ({ checked_at: ctx.now, checks: e("checks", "+", 1) }))
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", messageId)
        .returning("provider_id")
        .executeTakeFirst(),
  });
  const connection = await openConnection({ workspaceId, provider: "twilio" });
  if (!message?.provider_id || !connection) return;
  const { config, secret } = connection;
  const provider = twilioText({ accountSid: config.account_sid ?? "", authToken: secret.auth_token ?? "" });
  const known = await provider.look?.(message.provider_id);
  if (!known) return;
  const report = { messageId, provider: "twilio", providerId: message.provider_id, ...known } as const;
  await commitAsWorker({ workspaceId, source: "twilio", fn: (ctx) => recordStatus({ ctx, input: report }) });
}
