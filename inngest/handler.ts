import { serve } from "inngest/next";
import { AppError } from "@/lib/errors";
import { readAtMost } from "@/lib/http/read-body";
import { inngest } from "./client.ts";
import { functions } from "./functions.ts";

const MOST_MEBIBYTES = 4;

type Handler = (request: Request) => Promise<Response>;

let handler: Handler | undefined;

/**
 * Answers the calls of Inngest or of the embedded executor. Unsigned calls get 401, before their body is read; a body of more
 * than 4 MiB (what a runtime sends at most: the state of one run) gets 413, since the SDK reads it whole before it checks it.
 * Made at the first call, since the SDK reads its settings then.
 */
export async function handleInngest(request: Request): Promise<Response> {
  if (!request.headers.get("x-inngest-signature")) return Response.json({ message: "Unauthorized" }, { status: 401 });
  const limited = request.body ? await withinLimit(request) : request;
  if (limited instanceof Response) return limited;
  handler ??= serve({ client: inngest, functions, enableUnauthedSync: false }) as unknown as Handler;
  return handler(limited);
}

async function withinLimit(request: Request): Promise<Request | Response> {
  try {
    const body = await readAtMost({ request, mebibytes: MOST_MEBIBYTES });
    return new Request(request.url, { method: request.method, headers: request.headers, body });
  } catch (error) {
    if (error instanceof AppError && error.code === "too_large")
      return Response.json({ message: error.message }, { status: 413 });
    throw error;
  }
}
