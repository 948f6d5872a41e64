import { databaseNow } from "@/lib/db/lookup";
import { whoAsks } from "@/lib/http/who-asks";
import { commitAsWorker } from "@/lib/services/commit";
import { recordSeen } from "@/lib/services/messages/record-seen";
import type { OpenLink } from "@/lib/services/messages/track-mail";
import { readToken } from "@/lib/tokens";

interface Route {
  params: Promise<{ file: string }>;
}

/** A transparent GIF of one pixel (GIF89a). */
const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The picture at the end of a mail. It always comes, whatever was asked for; only a genuine address writes an open down. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const token = (await params).file.replace(/\.gif$/, "");
  const link = readToken<OpenLink>({ purpose: "open", token, now: Date.parse(await databaseNow()) });
  if (link)
    await commitAsWorker({
      workspaceId: link.w,
      source: "email",
      fn: (ctx) => recordSeen({ ctx, input: { messageId: link.m, ...whoAsks(request) } }),
    }).catch((error) =>
      console.error(JSON.stringify({ level: "error", at: "open", workspaceId: link.w, error: String(error) })),
    );
  return new Response(pixel, { headers });
}

export function HEAD(): Response {
  return new Response(null, { headers });
}

const headers = {
  "content-type": "image/gif",
  "content-length": String(pixel.length),
  "cache-control": "no-store, private",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
};
