import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { CheckedUrl } from "@/lib/net/check-url";
import { checkedLookup } from "@/lib/net/checked-lookup";
import { EgressError } from "@/lib/net/egress-error";
import { readCapped } from "@/lib/net/read-capped";

export interface Answer {
  status: number;
  /** Lower-case names; of a repeated header all values, joined with commas. */
  headers: Record<string, string>;
  body: Buffer;
  /** The body was longer than the cap; `body` is its beginning. */
  truncated: boolean;
}

/**
 * One request to one checked address, on a connection of its own. Certificates are verified; redirects are not followed.
 * @param deadline when to give up, in milliseconds of `performance.now()`
 * @throws EgressError
 */
export function sendOnce(args: {
  to: CheckedUrl;
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Buffer | null;
  deadline: number;
  connectMs: number;
  maxBytes: number;
}): Promise<Answer> {
  const { to, url, method, headers, body, deadline, connectMs, maxBytes } = args;
  const https = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    let connected = false;
    const timers: NodeJS.Timeout[] = [];
    const finish = (settle: () => void) => {
      for (const timer of timers) clearTimeout(timer);
      settle();
    };
    const fail = (error: Error) => finish(() => reject(asEgress({ error, connected, host: to.host })));
    const start = https ? httpsRequest : httpRequest;
    let request: ReturnType<typeof httpRequest>;
    try {
      request = start(url, {
        method,
        headers: { ...headers, ...(body && { "content-length": String(body.length) }) },
        // A pooled connection could have been opened to an address that was checked for somebody else.
        agent: false,
        lookup: checkedLookup({ allowed: to.allowed }),
        maxHeaderSize: 32 * 1024,
        ...(https && { rejectUnauthorized: true, minVersion: "TLSv1.2" as const }),
      });
    } catch (error) {
      reject(new EgressError("refused", `The request cannot be made: ${(error as Error).message}.`));
      return;
    }
    const giveUp = (words: string) => request.destroy(new EgressError("timeout", words, { sent: connected }));
    const seconds = (ms: number) => `${Math.max(0.1, Math.round(ms / 100) / 10)} seconds`;
    const left = Math.max(1, deadline - performance.now());
    timers.push(setTimeout(() => giveUp(`${to.host} did not answer in time.`), left));
    const patience = setTimeout(() => giveUp(`${to.host} took no connection within ${seconds(connectMs)}.`), connectMs);
    timers.push(patience);
    request.on("socket", (socket) =>
      socket.once(https ? "secureConnect" : "connect", () => {
        connected = true;
        clearTimeout(patience);
      }),
    );
    request.on("error", fail);
    request.on("response", (response: IncomingMessage) => {
      readCapped({ response, maxBytes }).then(({ body: read, truncated }) => {
        request.destroy();
        finish(() =>
          resolve({ status: response.statusCode ?? 0, headers: flat(response.headers), body: read, truncated }),
        );
      }, fail);
    });
    request.end(body ?? undefined);
  });
}

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** Before the connection stood, nothing of the request can have arrived. */
function asEgress({ error, connected, host }: { error: Error; connected: boolean; host: string }): EgressError {
  if (error instanceof EgressError) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  if (connected)
    return new EgressError(
      "interrupted",
      `The connection to ${host} broke before the answer was complete (${code || error.message}).`,
      {
        sent: true,
        cause: error,
      },
    );
  return new EgressError(
    "unreachable",
    `${words[code] ?? `No connection to ${host} (${code || error.message}).`}`.replace("HOST", host),
    {
      cause: error,
    },
  );
}

const words: Record<string, string> = {
  ENOTFOUND: "There is no host with the name HOST, or the name server cannot be reached.",
  EAI_AGAIN: "There is no host with the name HOST, or the name server cannot be reached.",
  ECONNREFUSED: "HOST takes no connections at this port.",
  ENETUNREACH: "HOST cannot be reached from here.",
  EHOSTUNREACH: "HOST cannot be reached from here.",
  CERT_HAS_EXPIRED: "The certificate of HOST has expired, so nothing is sent there.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate of HOST is signed by nobody known, so nothing is sent there.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate of HOST is signed by nobody known, so nothing is sent there.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The certificate of HOST is signed by nobody known, so nothing is sent there.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate of HOST belongs to another name, so nothing is sent there.",
};
