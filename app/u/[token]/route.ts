import { databaseNow } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { clientAddress } from "@/lib/http/client-address";
import { escapeHtml, htmlPage } from "@/lib/http/html-page";
import { commitAsWorker } from "@/lib/services/commit";
import { findSubscription, unsubscribe } from "@/lib/services/messages/unsubscribe";
import { readToken } from "@/lib/tokens";

interface Route {
  params: Promise<{ token: string }>;
}

/** Shows who is asking and a button; opening the link changes nothing, because scanners open links too. */
export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const link = await readLink(params);
  if (!link) return broken();
  try {
    const { value } = await asWorker({
      workspaceId: link.w,
      fn: (ctx) => findSubscription({ ctx, input: { messageId: link.m } }),
    });
    if (value.unsubscribed) return confirmed(value.workspace);
    return htmlPage({
      title: "Unsubscribe",
      body: `<h1>Unsubscribe from ${escapeHtml(value.workspace)}</h1><p>No more marketing email will be sent to ${escapeHtml(value.address)}.</p>
<form method="post"><button>Unsubscribe</button></form>`,
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return broken();
    throw error;
  }
}

/** Acts at once: the button above, and one-click unsubscribe by mail programs (RFC 8058). */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const link = await readLink(params);
  if (!link) return broken();
  try {
    const workspace = await commitAsWorker({
      workspaceId: link.w,
      source: "unsubscribe",
      fn: async (ctx) => {
        await unsubscribe({
          ctx,
          input: {
            messageId: link.m,
            ip: clientAddress(request),
            userAgent: request.headers.get("user-agent")?.slice(0, 500) ?? null,
          },
        });
        return (await findSubscription({ ctx, input: { messageId: link.m } })).workspace;
      },
    });
    return confirmed(workspace);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return broken();
    throw error;
  }
}

async function readLink(params: Route["params"]): Promise<{ w: string; m: string } | null> {
  return readToken<{ w: string; m: string }>({
    purpose: "unsubscribe",
    token: (await params).token,
    now: Date.parse(await databaseNow()),
  });
}

function confirmed(workspace: string): Response {
  return htmlPage({
    title: "You are unsubscribed",
    body: `<h1>You are unsubscribed</h1><p>${escapeHtml(workspace)} will send no more marketing email to this address. Mail you ask for, such as receipts, still arrives.</p>`,
  });
}

function broken(): Response {
  return htmlPage({
    title: "This link does not work",
    status: 404,
    body: "<h1>This link does not work</h1><p>It is incomplete or was changed. Use the link in the mail once more.</p>",
  });
}
