import { sendRequest } from "@/lib/net/send-request";

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * `fetch` for an SDK that calls an address an admin typed: through the egress guard, so that it reaches public hosts (or those
 * the operator allowed) and nothing else.
 * @throws EgressError
 */
export function guardedFetch({ timeoutMs }: { timeoutMs: number }): typeof fetch {
  return async (input, init) => {
    const answer = await sendRequest({
      method: init?.method ?? "GET",
      url: String(input instanceof Request ? input.url : input),
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: typeof init?.body === "string" ? init.body : null,
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
    });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  };
}
