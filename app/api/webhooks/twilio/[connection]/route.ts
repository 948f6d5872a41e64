import { errorResponse } from "@/lib/api/error-response";
import { findConnection } from "@/lib/db/lookup";
import { AppError } from "@/lib/errors";
import { readForm } from "@/lib/http/read-form";
import { newId } from "@/lib/ids";
import { readTwilioWebhook } from "@/lib/providers/sms/read-twilio-webhook";
import { isSignedByTwilio } from "@/lib/providers/sms/twilio-signature";
import { twimlReply } from "@/lib/providers/sms/twiml-reply";
import { commitAsWorker } from "@/lib/services/commit";
import { openConnection } from "@/lib/services/connections/open-connection";
import { receiveTwilio } from "@/lib/services/messages/texts/receive-twilio";

type Route = { params: Promise<{ connection: string }> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What Twilio tells about messages of one connection: reports on what was sent, and texts that came in. Whatever is not signed
 * with the connection's token gets the same 401, whatever is missing.
 */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  try {
    const { connection } = await params;
    const found = UUID.test(connection) ? await findConnection({ connectionId: connection, provider: "twilio" }) : null;
    const fields = await readForm(request);
    const opened = found && (await openConnection({ workspaceId: found.workspaceId, provider: "twilio" }));
    const { pathname, search, searchParams } = new URL(request.url);
    const genuine =
      opened?.secret.auth_token &&
      fields &&
      fields.AccountSid === opened.config.account_sid &&
      isSignedByTwilio({
        authToken: opened.secret.auth_token,
        signature: request.headers.get("x-twilio-signature"),
        path: `${pathname}${search}`,
        params: fields,
      });
    if (!found || !fields || !genuine) throw new AppError("unauthenticated", "The signature is missing or wrong.");
    const report = readTwilioWebhook(fields);
    const reference = searchParams.get("m") ?? "";
    const reply = report
      ? (
          await commitAsWorker({
            workspaceId: found.workspaceId,
            source: "twilio",
            fn: (ctx) => receiveTwilio({ ctx, input: { report, messageId: UUID.test(reference) ? reference : null } }),
          })
        ).reply
      : null;
    return new Response(twimlReply(reply), {
      headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    return errorResponse({ error, requestId });
  }
}
