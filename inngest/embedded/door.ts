import { createHash } from "node:crypto";
import { createBatcher } from "./batch.ts";
import { readSteps, StepError } from "./ops.ts";
import type { Signer } from "./sign.ts";
import type { CheckpointItem, IncomingEvent, Store } from "./store.ts";

const MAX_EVENTS = 5000;
const MAX_EVENT_BYTES = 512 * 1024;

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * The part of Inngest's HTTP API that the SDK calls, as a `fetch` for `new Inngest({ fetch })`: sending events,
 * checkpoints, cancelling a run. It is never mounted on a route.
 * onIngest: told after events were taken; `local` says whether this process works on them itself, so that nobody else
 * has to be woken.
 */
export function createDoor({
  store,
  signer,
  eventKey,
  onIngest,
  local,
}: {
  store: Store;
  signer: Signer;
  eventKey?: string;
  onIngest?: () => void;
  local: () => boolean;
}): Fetch {
  const ingest = createBatcher<IncomingEvent[], true>({
    max: 200,
    work: async (lists) => {
      await store.ingest({ events: lists.flat(), wake: !local() });
      onIngest?.();
      return lists.map(() => true);
    },
  });
  const checkpoint = createBatcher<CheckpointItem, "ok" | "stale">({ max: 100, work: store.checkpoint });

  async function events(request: Incoming, key: string): Promise<Response> {
    if (eventKey !== undefined && key !== eventKey) return answer(401, { error: "Event key not found", status: 401 });
    const body = parse(request.body);
    const list = Array.isArray(body) ? body : [body];
    const seed = request.headers.get("x-inngest-event-id-seed") ?? crypto.randomUUID();
    const taken: IncomingEvent[] = [];
    for (const [index, event] of list.slice(0, MAX_EVENTS).entries()) {
      const problem = problemOf(event);
      if (problem) return answer(problem.status, { error: problem.error, status: problem.status });
      // The SDK repeats the seed when it retries, so that a repeated send is recognised.
      const id = event.id || createHash("sha256").update(`${seed}:${index}`).digest("hex").slice(0, 32);
      taken.push({ ...event, id, ts: event.ts || Date.now(), data: event.data ?? {} });
    }
    if (taken.length > 0) await ingest(taken);
    if (list.length > MAX_EVENTS) {
      return answer(400, { error: "Only the first 5,000 events of a request are taken", status: 400 });
    }
    return answer(200, { ids: taken.map(({ id }) => id), status: 200 });
  }

  async function checkpointed(request: Incoming): Promise<Response> {
    const body = parse(request.body);
    const item: CheckpointItem = { job: String(body?.qi_id), generation: Number(body?.generation_id), steps: [] };
    if (!/^\d+$/.test(item.job) || !Number.isInteger(item.generation)) {
      return answer(400, { error: "A checkpoint needs qi_id and generation_id", status: 400 });
    }
    try {
      const { steps, failed, output } = readSteps(body?.steps);
      if (failed || output !== undefined) throw new StepError("Only finished steps can be checkpointed.");
      item.steps = steps;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      item.fail = error.message;
    }
    // 409 makes the SDK drop this call: the job went to somebody else, or its run has ended.
    return (await checkpoint(item)) === "ok"
      ? answer(200, { status: 200 })
      : answer(409, { error: "This call is no longer the current one of its run", status: 409 });
  }

  return async (input, init) => {
    const request = await read(input, init);
    const { pathname } = request;
    const sent = /^\/e\/([^/]+)$/.exec(pathname);
    if (sent?.[1] && request.method === "POST") return events(request, decodeURIComponent(sent[1]));
    if (!signer.admits(request.headers.get("authorization")))
      return answer(401, { error: "Unauthorized", status: 401 });
    if (/^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname) && request.method === "POST") return checkpointed(request);
    const run = /^\/v1\/runs\/([0-9a-f-]{36})$/.exec(pathname);
    if (run?.[1] && request.method === "DELETE") {
      return (await store.cancel(run[1]))
        ? new Response(null, { status: 204 })
        : answer(404, { error: "No such live run", status: 404 });
    }
    return answer(404, { error: `The embedded executor does not support ${request.method} ${pathname}`, status: 404 });
  };
}

function problemOf(event: unknown): { status: number; error: string } | null {
  const { name, id, ts } = (event ?? {}) as { name?: unknown; id?: unknown; ts?: unknown };
  if (typeof name !== "string" || name === "") return { status: 400, error: "An event needs a name" };
  if (name.toLowerCase().startsWith("inngest/")) {
    return { status: 400, error: "Event names that begin with inngest/ are reserved" };
  }
  if (id !== undefined && id !== null && (typeof id !== "string" || id.length > 500)) {
    return { status: 400, error: "An event id is a text of at most 500 characters" };
  }
  if (ts !== undefined && !Number.isSafeInteger(ts)) {
    return { status: 400, error: "An event's ts is a whole number of milliseconds since 1970" };
  }
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    return { status: 413, error: "An event may be at most 512 KB" };
  }
  return null;
}

interface Incoming {
  method: string;
  pathname: string;
  headers: Headers;
  body: string;
}

/** The SDK always gives an address and a text, which needs no Request around it. */
async function read(input: string | URL | Request, init: RequestInit = {}): Promise<Incoming> {
  if (input instanceof Request || (init.body && typeof init.body !== "string")) {
    const request = new Request(input, init);
    const { method, headers } = request;
    return { method, headers, pathname: new URL(request.url).pathname, body: await request.text() };
  }
  const { method = "GET", headers, body } = init;
  return { method, headers: new Headers(headers), pathname: new URL(input).pathname, body: (body as string) ?? "" };
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is checked by the callers, field by field.
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
