import { errorResponse } from "@/lib/api/error-response";
import { notFound } from "@/lib/errors";
import { readAtMost } from "@/lib/http/read-body";
import { newId } from "@/lib/ids";
import { receiveVoice, type VoiceStep, voiceSteps } from "@/lib/services/calls/receive-voice";

type Route = { params: Promise<{ connection: string; step: string }> };

const MEBIBYTES = 0.1;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where Twilio asks what to say in a call, and reports how it goes. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  try {
    const { connection, step } = await params;
    if (!UUID.test(connection) || !voiceSteps.includes(step as VoiceStep)) throw notFound("webhook address");
    const body = await readAtMost({ request, mebibytes: MEBIBYTES });
    const { pathname, search } = new URL(request.url);
    const twiml = await receiveVoice({
      connectionId: connection,
      step: step as VoiceStep,
      path: `${pathname}${search}`,
      params: Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))),
      signature: request.headers.get("x-twilio-signature"),
    });
    const headers = { "cache-control": "no-store" };
    if (twiml === null) return new Response(null, { status: 204, headers });
    return new Response(twiml, { headers: { ...headers, "content-type": "text/xml; charset=utf-8" } });
  } catch (error) {
    return errorResponse({ error, requestId });
  }
}
