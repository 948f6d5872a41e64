import { errorResponse } from "@/lib/api/error-response";
import { type SessionUser, sessionUser, unrenewedUser } from "@/lib/auth/session";
import { subscribe } from "@/lib/db/live";
import { myMemberships } from "@/lib/db/lookup";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

/** Session and membership are looked at again this often, so that who was removed stops hearing. */
const CHECK_MS = 30_000;
/** A burst of changes of one thing is told once. */
const GATHER_MS = 100;

/** Server-sent events with the ids of what changed in a workspace (`?workspace=` id or short name). Members only. */
export async function GET(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get("workspace") ?? "";
  const workspaceId = await memberOf({ user: await sessionUser(request), wanted });
  if (workspaceId instanceof AppError) return errorResponse({ error: workspaceId, requestId: newId() });
  const encoder = new TextEncoder();
  let ended = false;
  let stop = () => {
    ended = true;
  };
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const waiting = new Set<string>();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const write = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      const flush = () => {
        timer = undefined;
        for (const change of waiting) write(`data: ${change}\n\n`);
        waiting.clear();
      };
      const unsubscribe = await subscribe({
        workspaceId,
        listener: (change) => {
          waiting.add(JSON.stringify(change));
          timer ??= setTimeout(flush, GATHER_MS);
        },
      });
      const check = setInterval(async () => {
        const still = await unrenewedUser(request)
          .then((user) => memberOf({ user, wanted }))
          .catch(() => null);
        if (still === workspaceId) write(": still here\n\n");
        else stop();
      }, CHECK_MS);
      stop = () => {
        ended = true;
        stop = () => {};
        unsubscribe();
        clearInterval(check);
        clearTimeout(timer);
        try {
          controller.close();
        } catch {
          // The browser closed it first.
        }
      };
      request.signal.addEventListener("abort", () => stop());
      // Whoever left while listening began has said so before anybody could hear it.
      if (ended || request.signal.aborted) stop();
      write("retry: 2000\n\n");
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function memberOf({ user, wanted }: { user: SessionUser | null; wanted: string }): Promise<string | AppError> {
  if (!user) return new AppError("unauthenticated", "Sign in first.");
  const found = (await myMemberships(user.id)).find(
    (membership) => membership.slug === wanted || membership.workspaceId === wanted,
  );
  return found?.workspaceId ?? new AppError("forbidden", "You are not a member of this workspace.");
}
