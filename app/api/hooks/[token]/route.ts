import { errorResponse } from "@/lib/api/error-response";
import { findHook, hitRateLimit } from "@/lib/db/lookup";
import { AppError, notFound } from "@/lib/errors";
import { readAtMost } from "@/lib/http/read-body";
import { newId } from "@/lib/ids";
import { commitAsWorker } from "@/lib/services/commit";
import { isSigned } from "@/lib/services/hooks/is-signed";
import { readPayload } from "@/lib/services/hooks/read-payload";
import { receiveHook } from "@/lib/services/hooks/receive-hook";

type Route = { params: Promise<{ token: string }> };

/** Deliveries one address takes in a minute; senders repeat what is refused with 429. */
const PER_MINUTE = 600;
/** A quarter of a MiB: payloads are kept with what they start. */
const MEBIBYTES = 0.25;
/** Header names whose value may tell two deliveries apart are short; a longer value is cut to this. */
const MAX_ID = 500;

/** Takes what another system sends. Whatever is not signed as the address asks is refused before it is read. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  try {
    const { token } = await params;
    const hook = /^[\w-]{32,64}$/.test(token) ? await findHook(token) : null;
    if (!hook) throw notFound("webhook address");
    const { workspaceId, hookId } = hook;
    const limit = await hitRateLimit({ bucket: `hook:${hookId}`, max: PER_MINUTE, windowSeconds: 60 });
    if (!limit.allowed)
      throw new AppError("rate_limited", `This address takes ${PER_MINUTE} deliveries a minute. Send it again later.`, {
        retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(limit.resetAt) - Date.now()) / 1000)),
      });
    const body = await readAtMost({ request, mebibytes: MEBIBYTES });
    if (!isSigned({ hook, headers: request.headers, body }))
      throw new AppError("unauthenticated", "The signature is missing, wrong or too old.");
    const payload = await readPayload({ body, type: request.headers.get("content-type") });
    const idHeader = hook.idHeader ?? (hook.signature === "standard" ? "webhook-id" : null);
    const senderId = (idHeader && request.headers.get(idHeader)?.slice(0, MAX_ID)) || null;
    const { outcome, id } = await commitAsWorker({
      workspaceId,
      source: "webhook",
      fn: (ctx) => receiveHook({ ctx, input: { hookId, senderId, body, headers: request.headers, payload } }),
    });
    return Response.json({ id, outcome }, { status: 202, headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse({ error, requestId });
  }
}

/** Opening the address in a browser starts nothing. */
export function GET(): Response {
  const error = new AppError("method_not_allowed", "This address takes POST only.");
  return errorResponse({ error, requestId: newId(), headers: { allow: "POST" } });
}
