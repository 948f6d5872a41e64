import { findConnection } from "@/lib/db/lookup";
import { readTwilioWebhook } from "@/lib/providers/sms/read-twilio-webhook";
import { isSignedByTwilio } from "@/lib/providers/sms/twilio-signature";
import { twimlReply } from "@/lib/providers/sms/twiml-reply";
import { commitAsWorker } from "@/lib/services/commit";
import { openConnection } from "@/lib/services/connections/open-connection";
import { receiveTwilio } from "@/lib/services/messages/texts/receive-twilio";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Takes a form post about messages of one Twilio connection: reports on what was sent, and texts that came in.
 * @param path path and query of the address that was posted to; `?m=` is our reference
 * @param fields null when the post was no form
 * @returns the TwiML to answer with; null when the post is not signed for this connection, whatever is missing
 */
export async function takeTwilioPost({
  connectionId,
  path,
  signature,
  fields,
}: {
  connectionId: string;
  path: string;
  signature: string | null;
  fields: Record<string, string> | null;
}): Promise<string | null> {
  const found = UUID.test(connectionId) ? await findConnection({ connectionId, provider: "twilio" }) : null;
  if (!found || !fields) return null;
  const { workspaceId } = found;
  const connection = await openConnection({ workspaceId, provider: "twilio" });
  const authToken = connection?.secret.auth_token;
  if (!authToken || fields.AccountSid !== connection.config.account_sid) return null;
  if (!isSignedByTwilio({ authToken, signature, path, params: fields })) return null;
  const report = readTwilioWebhook(fields);
  if (!report) return twimlReply(null);
  const reference = new URLSearchParams(path.split("?")[1]).get("m") ?? "";
  const messageId = UUID.test(reference) ? reference : null;
  const { reply } = await commitAsWorker({
    workspaceId,
    source: "twilio",
    fn: (ctx) => receiveTwilio({ ctx, input: { report, messageId } }),
  });
  return twimlReply(reply);
}
