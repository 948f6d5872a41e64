import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One delivery as Resend would have made it. */
export interface Delivery {
  key: string;
  body: { to: string; subject: string; html: string; text: string; headers?: Record<string, string> } & Record<
    string,
    unknown
  >;
}

/** What the server does with the next request instead of delivering it properly. */
export type Fault =
  | { kind: "status"; status: number; headers?: Record<string, string> }
  | { kind: "deliver-then-drop" }
  | { kind: "deliver-then-status"; status: number }
  /** Delivered, and the answer breaks off in the middle. */
  | { kind: "deliver-then-half" }
  | { kind: "deliver-then-hang" }
  | { kind: "drop" };

export interface RecordingResend {
  url: string;
  /** Every request, repeats included, with its raw body. */
  requests: { key: string; authorization: string; raw: string }[];
  /** One entry per idempotency key: what a receiver would have got. */
  deliveries: Delivery[];
  /** Faults used up in order, one per request. */
  faults: Fault[];
  /** Asked for a fault when that list is empty. */
  draw: (() => Fault | undefined) | null;
  close(): Promise<void>;
}

/**
 * A server on loopback that speaks Resend's POST /emails as its documentation states: the same key and body answer the same
 * id without a second delivery, the same key with another body is refused with 409.
 */
export async function recordingResend(port = 0): Promise<RecordingResend> {
  const seen = new Map<string, { raw: string; id: string }>();
  const state: Omit<RecordingResend, "url" | "close"> = { requests: [], deliveries: [], faults: [], draw: null };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    const key = String(request.headers["idempotency-key"] ?? "");
    if (request.method !== "POST" || request.url !== "/emails")
      return send(response, 404, { name: "not_found", message: "No such path", statusCode: 404 });
    state.requests.push({ key, authorization: String(request.headers.authorization), raw });
    const fault = state.faults.shift() ?? state.draw?.();
    if (fault?.kind === "drop") return void request.socket.destroy();
    if (fault?.kind === "status")
      return send(
        response,
        fault.status,
        { name: "application_error", message: "Refused by the test", statusCode: fault.status },
        fault.headers,
      );
    const before = seen.get(key);
    if (before && before.raw !== raw)
      return send(response, 409, {
        name: "invalid_idempotent_request",
        message: "Same key, other body",
        statusCode: 409,
      });
    const id = before?.id ?? crypto.randomUUID();
    if (!before) {
      seen.set(key, { raw, id });
      state.deliveries.push({ key, body: JSON.parse(raw) });
    }
    if (fault?.kind === "deliver-then-drop") return void request.socket.destroy();
    if (fault?.kind === "deliver-then-hang") return;
    if (fault?.kind === "deliver-then-half") return half(response);
    if (fault?.kind === "deliver-then-status")
      return send(response, fault.status, { name: "application_error", message: "Failed", statusCode: fault.status });
    send(response, 200, { id });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

/** Promises more than it says, and hangs up. */
export function half(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "400" });
  response.write('{"id":"', () => response.destroy());
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
