import { attachSecrets, type CarriedSecret, mayCarry } from "@/lib/net/attach-secrets";
import { checkUrl } from "@/lib/net/check-url";
import { EgressError } from "@/lib/net/egress-error";
import { type Answer, sendOnce } from "@/lib/net/send-once";

export interface OutgoingRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: Buffer | string | null;
  /** Each is attached only where its host list allows, on every hop anew. */
  secrets?: CarriedSecret[];
  /** For everything together: names, connections, redirects, answer. Default 10 seconds. */
  timeoutMs?: number;
  /** For one connection. Default 5 seconds. */
  connectMs?: number;
  /** Of the answer, after decompression. Default 1 MiB. */
  maxBytes?: number;
}

const MAX_REDIRECTS = 5;
/** What another origin may know of the request when it is redirected there; anything else might be a secret in disguise. */
const NEUTRAL = new Set(["accept", "accept-language", "content-type", "user-agent", "idempotency-key"]);
/** What the connection itself decides. */
const CONNECTION = new Set(
  "host connection content-length transfer-encoding te trailer upgrade expect keep-alive proxy-authorization proxy-connection accept-encoding".split(
    " ",
  ),
);

/**
 * The only way out to an address that a user typed. Every hop is checked: scheme, credentials, the address itself and what its
 * name resolves to; the connection goes to exactly what was checked. Follows at most five redirects by the rules of RFC 9110
 * 15.4; headers other than neutral ones do not follow to another origin, secrets only to hosts on their lists, and never
 * from https down to http.
 * @returns the last answer, whatever its status, and the address it came from without its query
 * @throws EgressError whose message is meant for the user
 */
export async function sendRequest(request: OutgoingRequest): Promise<Answer & { from: string }> {
  const { secrets = [], timeoutMs = 10_000, connectMs = 5_000, maxBytes = 1024 * 1024 } = request;
  const deadline = performance.now() + timeoutMs;
  let method = request.method.toUpperCase();
  let headers = ownHeaders(request.headers ?? {});
  let body = request.body === undefined || request.body === null ? null : Buffer.from(request.body as string);
  let to = checkUrl(request.url);
  for (const secret of secrets)
    if (!mayCarry({ secret, to })) throw new EgressError("refused", keptBack({ secret, host: to.host }));
  for (let hop = 0; ; hop++) {
    const carried = attachSecrets({ secrets, to });
    const answer = await sendOnce({
      to,
      url: carried.url,
      method,
      headers: { ...headers, ...carried.headers },
      body,
      deadline,
      connectMs,
      maxBytes,
    });
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.status) || !location)
      return { ...answer, from: `${to.url.origin}${to.url.pathname}` };
    if (hop === MAX_REDIRECTS)
      throw new EgressError(
        "refused",
        `${to.host} redirected more than ${MAX_REDIRECTS} times. Give the final address.`,
      );
    const next = checkUrl(resolved({ location, base: to.url }));
    if (to.url.protocol === "https:" && next.url.protocol === "http:" && !next.allowed)
      throw new EgressError("refused", `${to.host} redirected to an address without https. Give the final address.`);
    if (next.url.origin !== to.url.origin)
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => NEUTRAL.has(name)));
    const toGet =
      (answer.status === 303 && method !== "HEAD") ||
      ((answer.status === 301 || answer.status === 302) && method === "POST");
    if (toGet) {
      method = "GET";
      body = null;
      delete headers["content-type"];
    }
    to = next;
  }
}

function ownHeaders(given: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { "user-agent": "Leadloom", accept: "*/*" };
  for (const [name, value] of Object.entries(given)) {
    const lower = name.trim().toLowerCase();
    if (!CONNECTION.has(lower)) headers[lower] = value;
  }
  return { ...headers, "accept-encoding": "identity" };
}

function resolved({ location, base }: { location: string; base: URL }): string {
  try {
    return new URL(location, base).href;
  } catch {
    throw new EgressError("refused", `${base.hostname} redirected to something that is not an address.`);
  }
}

function keptBack({ secret, host }: { secret: CarriedSecret; host: string }): string {
  return `The secret "${secret.label}" may only go to ${secret.hosts.join(", ")} over https, not to ${host}. Change its hosts in Settings, Secrets.`;
}
