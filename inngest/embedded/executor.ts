import { callFunction, type Send } from "./call.ts";
import { createDoor } from "./door.ts";
import { startLiveness } from "./liveness.ts";
import { type Loop, startLoop } from "./loop.ts";
import { followSlot, registerFunctions } from "./register.ts";
import { createSigner } from "./sign.ts";
import { createStore } from "./store.ts";

const IN_PROCESS_URL = "http://executor.embedded/api/inngest";
const PRUNE_EVERY = 60_000;
const PRUNE_CHUNK = 1000;
const RESYNC_EVERY = 5000;

export interface ExecutorOptions {
  /** Session-mode URL of a login that may `set role app_runtime`. */
  databaseUrl: string;
  /** The serve handler, called in this process with method, url, headers and text() only. Either this or `url`. */
  handler?: (request: Request) => Promise<Response>;
  /** Address of the serve route, called over HTTP: in development an in-process handler would keep old code. */
  url?: string;
  /** `signkey-<name>-<hex>`; signs every call, so that the route can refuse all others. */
  signingKey: string;
  /** When given, events must be sent with this key. */
  eventKey?: string;
  /** Calls at the same time; default 24. */
  concurrency?: number;
  /** The longest pause between two looks at the queue, in ms; default 500. */
  pollMs?: number;
  /** Ms between slots for cron functions that should run more often here: `{ sweep: 2000 }`. */
  cadence?: Record<string, number>;
}
export interface Executor {
  /** Claims nothing more, lets running calls end for up to 5 s (`graceMs`), gives the rest back. */
  stop: (options?: { graceMs?: number }) => Promise<void>;
  /** Inngest's API in this process: the `fetch` of the Inngest client. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Resolves when nothing due is left, and returns how many polls that took. Jobs scheduled for later do not count. */
  drain: () => Promise<number>;
  /** Asks the handler for its functions again. */
  sync: () => Promise<void>;
  /** Whether this executor holds its session and takes jobs. */
  alive: () => boolean;
}

/**
 * Starts an Inngest-compatible executor on the given database. Resolves when the functions are registered and jobs are
 * being taken.
 * @throws Error when a function asks for a feature that the executor does not have, or the key has the wrong form.
 */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const { databaseUrl, handler, url, signingKey, eventKey, concurrency = 24, pollMs = 500, cadence = {} } = options;
  if (Boolean(handler) === Boolean(url)) throw new Error("The executor needs either a handler or a url.");
  const signer = createSigner(signingKey);
  const store = createStore({ databaseUrl });
  const baseUrl = url ?? IN_PROCESS_URL;
  const send: Send = handler
    ? ({ body, headers, ...call }) =>
        handler({ ...call, headers: new Headers(headers), text: async () => body } as unknown as Request)
    : ({ url, ...call }) => fetch(url, call);
  const sync = async () => {
    await registerFunctions({ send, baseUrl, signer, store, cadence });
  };
  const timers: NodeJS.Timeout[] = [];
  let loop: Loop | undefined;
  try {
    await sync();
    const liveness = await startLiveness({ databaseUrl, name: `${process.pid}`, onWake: () => loop?.wake() });
    const started = startLoop({
      store,
      ownerId: liveness.id,
      call: ({ job, owner }) => callFunction({ job, owner, send, baseUrl, signer }),
      onCrons: async (crons, now) => {
        for (const { function: id, cron, slot } of crons) {
          await store.fire({ function: id, cron, slot, ...followSlot({ name: cron, after: now }) });
        }
      },
      concurrency,
      pollMs,
    });
    loop = started;
    timers.push(setInterval(() => prune().catch(() => {}), PRUNE_EVERY));
    if (url) timers.push(setInterval(() => sync().catch((error) => console.error(error.message)), RESYNC_EVERY));
    for (const timer of timers) timer.unref();
    return {
      fetch: createDoor({
        store,
        signer,
        eventKey,
        onIngest: started.wake,
        local: () => started.running() < concurrency,
      }),
      sync,
      alive: () => liveness.id() !== null,
      async drain() {
        let polls = 0;
        // A lost connection is not an empty queue.
        for (; (await store.pending().catch(() => 1)) > 0; polls++)
          await new Promise((resolve) => setTimeout(resolve, 10));
        return polls;
      },
      async stop({ graceMs = 5000 } = {}) {
        for (const timer of timers) clearInterval(timer);
        await started.stop(graceMs);
        await liveness.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }

  async function prune(): Promise<void> {
    while ((await store.prune(PRUNE_CHUNK)) === PRUNE_CHUNK);
  }
}
