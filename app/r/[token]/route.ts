import { databaseNow } from "@/lib/db/lookup";
import { AppError } from "@/lib/errors";
import { htmlPage } from "@/lib/http/html-page";
import { whoAsks } from "@/lib/http/who-asks";
import { commitAsWorker } from "@/lib/services/commit";
import { recordSeen } from "@/lib/services/messages/record-seen";
import type { ClickLink } from "@/lib/services/messages/track-mail";
import { readToken } from "@/lib/tokens";

interface Route {
  params: Promise<{ token: string }>;
}

/** Sends a click on to the address stored with the message, and to no other; on the way the click is written down. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const link = readToken<ClickLink>({
    purpose: "click",
    token: (await params).token,
    now: Date.parse(await databaseNow()),
  });
  if (!link) return broken();
  const seen = await commitAsWorker({
    workspaceId: link.w,
    source: "email",
    fn: (ctx) => recordSeen({ ctx, input: { messageId: link.m, position: link.p, ...whoAsks(request) } }),
  }).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!seen?.url) return broken();
  return new Response(null, {
    status: 302,
    headers: {
      // As a parsed address: what a person typed may hold letters that no header can.
      location: new URL(seen.url).href,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}

/** Scanners look before they click: they learn that something is there, and nothing is written down. */
export function HEAD(): Response {
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}

function broken(): Response {
  return htmlPage({
    title: "This link does not work",
    status: 404,
    body: "<h1>This link does not work</h1><p>It is incomplete, was changed, or leads to a mail that was deleted. Use the link in the mail once more.</p>",
  });
}
