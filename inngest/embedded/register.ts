import type { Send } from "./call.ts";
import { type CompiledFunction, compileFunction, type FunctionConfig } from "./compile.ts";
import { parseCron } from "./cron.ts";
import { canonicalJson } from "./json.ts";
import type { Signer } from "./sign.ts";
import type { Store } from "./store.ts";

/**
 * Asks the serve handler for its functions with one in-band sync and stores them.
 * cadence: function id without the app's prefix → ms between its slots, instead of its cron.
 * @throws Error when the handler refuses the call or a function asks for something unsupported.
 */
export async function registerFunctions({
  send,
  baseUrl,
  signer,
  store,
  cadence,
}: {
  send: Send;
  baseUrl: string;
  signer: Signer;
  store: Store;
  cadence: Record<string, number>;
}): Promise<CompiledFunction[]> {
  const body = canonicalJson({ url: baseUrl });
  const response = await send({
    url: baseUrl,
    method: "PUT",
    headers: {
      "content-type": "application/json",
      "x-inngest-sync-kind": "in_band",
      "x-inngest-signature": signer.sign(body),
    },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The functions could not be registered: ${response.status} ${text.slice(0, 300)}`);
  const { app_id: app, functions } = JSON.parse(text) as { app_id: string; functions: FunctionConfig[] };
  const compiled = functions.map(compileFunction);
  const now = await store.now();
  await store.register(
    compiled.map((fn) => ({
      ...fn,
      crons: fn.crons.map((cron) => {
        const every = everyOf({ cadence, function: fn.id, app });
        return { cron: slotName({ cron, every }), next: nextSlot({ cron, every, after: now }) };
      }),
    })),
  );
  return compiled;
}

/** The cadence of a function, if it has one of its own. Ids carry the app's prefix, settings do not. */
export function everyOf({
  cadence,
  function: id,
  app,
}: {
  cadence: Record<string, number>;
  function: string;
  app: string;
}) {
  return cadence[id] ?? (id.startsWith(`${app}-`) ? cadence[id.slice(app.length + 1)] : undefined);
}

const EVERY = / every (\d+) ms$/;

/** The name under which a slot is stored; it carries the cadence, so that another one starts afresh. */
function slotName({ cron, every }: { cron: string; every: number | undefined }): string {
  return every ? `${cron} every ${every} ms` : cron;
}

/** The slot after `after` (ms since 1970) for a stored slot name, and whether it comes from a cadence. */
export function followSlot({ name, after }: { name: string; after: number }): { next: number; alone: boolean } {
  const every = EVERY.exec(name)?.[1];
  const cron = name.replace(EVERY, "");
  return {
    next: nextSlot({ cron, every: every ? Number(every) : undefined, after }),
    alone: every !== undefined,
  };
}

function nextSlot({ cron, every, after }: { cron: string; every: number | undefined; after: number }): number {
  return every ? (Math.floor(after / every) + 1) * every : parseCron(cron).next(after);
}
