import { serve } from "inngest/next";
import { inngest } from "./client.ts";
import { functions } from "./functions.ts";

type Handler = (request: Request) => Promise<Response>;

let handler: Handler | undefined;

/**
 * Answers the calls of Inngest or of the embedded executor. Unsigned calls get 401, before their body is read.
 * Made at the first call, since the SDK reads its settings then.
 */
export async function handleInngest(request: Request): Promise<Response> {
  if (!request.headers.get("x-inngest-signature")) return Response.json({ message: "Unauthorized" }, { status: 401 });
  handler ??= serve({ client: inngest, functions, enableUnauthedSync: false }) as unknown as Handler;
  return handler(request);
}
