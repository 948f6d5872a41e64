import { errorResponse } from "@/lib/api/error-response";
import { AppError } from "@/lib/errors";
import { readForm } from "@/lib/http/read-form";
import { newId } from "@/lib/ids";
import { takeTwilioPost } from "@/lib/services/messages/texts/take-twilio-post";

type Route = { params: Promise<{ connection: string }> };

/** What Twilio tells about messages of one connection. Whatever is not signed for it gets the same 401, whatever is missing. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const requestId = newId();
  try {
    const { connection } = await params;
    const fields = await readForm(request);
    const { pathname, search } = new URL(request.url);
    const signature = request.headers.get("x-twilio-signature");
    const path = `${pathname}${search}`;
    const answer = await takeTwilioPost({ connectionId: connection, path, signature, fields });
    if (answer === null) throw new AppError("unauthenticated", "The signature is missing or wrong.");
    return new Response(answer, {
      headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    return errorResponse({ error, requestId });
  }
}
