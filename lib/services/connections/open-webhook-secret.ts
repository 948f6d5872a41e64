import { asWorker } from "@/lib/db/scoped";
import { decryptSecret } from "@/lib/secrets";

/** What a provider signs its reports for this connection with, or null when none is stored: then nothing may be believed. */
export async function openWebhookSecret({
  workspaceId,
  connectionId,
}: {
  workspaceId: string;
  connectionId: string;
}): Promise<string | null> {
  const { value: row } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("connections")
        .select("webhook_secret")
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", connectionId)
        .executeTakeFirst(),
  });
  if (!row?.webhook_secret) return null;
  return decryptSecret({ sealed: row.webhook_secret, boundTo: `${workspaceId}/${connectionId}` });
}
