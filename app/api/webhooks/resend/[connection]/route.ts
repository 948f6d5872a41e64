import { errorResponse } from "@/lib/api/error-response";
import { findConnection } from "@/lib/db/lookup";
import { AppError } from "@/lib/errors";
import { readLimited } from "@/lib/http/read-body";
import { newId } from "@/lib/ids";
import { commitAsWorker } from "@/lib/services/commit";
import { openResendReport } from "@/lib/services/messages/open-resend-report";
import { receiveResend } from "@/lib/services/messages/receive-resend";

type Route = { params: Promise<{ connection: string }> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reports of Resend about mails of one connection. Whatever is not signed for it gets the same 401, whatever is missing. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  try {
    const { connection } = await params;
    const found = UUID.test(connection) ? await findConnection({ connectionId: connection, provider: "resend" }) : null;
    const body = Buffer.from(await readLimited(request));
    const { headers } = request;
    const signed =
      found && (await openResendReport({ workspaceId: found.workspaceId, connectionId: found.id, headers, body }));
    if (!found || !signed) throw new AppError("unauthenticated", "The signature is missing, wrong or too old.");
    const outcome = await commitAsWorker({
      workspaceId: found.workspaceId,
      source: "resend",
      fn: (ctx) => receiveResend({ ctx, input: signed }),
    });
    return Response.json({ outcome }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse({ error, requestId });
  }
}
