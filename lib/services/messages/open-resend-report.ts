import { type ResendReport, readResendWebhook } from "@/lib/providers/email/read-resend-webhook";
import { openWebhookSecret } from "@/lib/services/connections/open-webhook-secret";

/** A report of Resend that is signed for this connection, or null: unsigned, wrongly, too late, or nothing to check it with. */
export async function openResendReport(args: {
  workspaceId: string;
  connectionId: string;
  headers: Headers;
  body: Buffer;
}): Promise<{ id: string; report: ResendReport } | null> {
  const { headers, body } = args;
  const secret = await openWebhookSecret(args);
  return secret ? readResendWebhook({ secret, headers, body }) : null;
}
