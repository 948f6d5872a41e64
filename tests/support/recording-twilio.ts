import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { half } from "./recording-resend.ts";

/** What the server does with the next request that makes something, instead of making it properly. */
export type TwilioFault =
  | { kind: "status"; status: number; code?: number; message?: string; headers?: Record<string, string> }
  | { kind: "make-then-drop" }
  | { kind: "make-then-status"; status: number }
  | { kind: "make-then-half" }
  | { kind: "make-then-hang" }
  | { kind: "drop" };

/** A call or message as Twilio holds it. `form` is what the request gave, lists as arrays. */
export interface TwilioThing {
  sid: string;
  form: Record<string, string | string[]>;
  createdAt: Date;
  /** What became of it, as a look-up by its id tells; set by the test. */
  state?: Record<string, unknown>;
}

export interface RecordingTwilio {
  url: string;
  /** Every request, in order. */
  requests: { method: string; path: string; authorization: string; form: Record<string, string | string[]> }[];
  calls: TwilioThing[];
  messages: TwilioThing[];
  /** Faults used up in order, one per request that makes something. */
  faults: TwilioFault[];
  /** Asked for a fault when that list is empty. */
  draw: (() => TwilioFault | undefined) | null;
  /** Awaited after something was made and before the request is answered: reports that overtake the answer. */
  overtake: (() => Promise<void>) | null;
  /** The instant the server takes for now when it makes something. */
  now: () => Date;
  close(): Promise<void>;
}

/** A server on loopback that speaks the Calls and Messages resources of Twilio's API of 2010 as documented. */
export async function recordingTwilio(): Promise<RecordingTwilio> {
  const recording: RecordingTwilio = {
    url: "",
    requests: [],
    calls: [],
    messages: [],
    faults: [],
    draw: null,
    overtake: null,
    now: () => new Date(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://local");
    const form = formOf(
      request.method === "GET" ? url.searchParams : new URLSearchParams(String(Buffer.concat(chunks))),
    );
    const { method = "" } = request;
    recording.requests.push({ method, path: url.pathname, authorization: String(request.headers.authorization), form });
    const [, of, things, sid] =
      /^\/2010-04-01\/Accounts\/(AC\w+)\/(Calls|Messages)\/(\w+)\.json$/.exec(url.pathname) ?? [];
    const one = (things === "Calls" ? recording.calls : recording.messages).find((thing) => thing.sid === sid);
    if (of && things && one && method === "GET")
      return send(response, 200, presented({ thing: one, account: of, kind: things }));
    const [, account, kind] = /^\/2010-04-01\/Accounts\/(AC\w+)\/(Calls|Messages)\.json$/.exec(url.pathname) ?? [];
    if (!account || !kind) return send(response, 404, { code: 20404, message: "Not found", status: 404 });
    const made = kind === "Calls" ? recording.calls : recording.messages;
    if (method === "GET") {
      const found = made.filter((thing) => !form.To || thing.form.To === form.To).reverse();
      return send(response, 200, {
        [kind.toLowerCase()]: found.map((thing) => presented({ thing, account, kind })),
        next_page_uri: null,
        page: 0,
        page_size: 50,
      });
    }
    const fault = recording.faults.shift() ?? recording.draw?.();
    if (fault?.kind === "drop") return void request.socket.destroy();
    if (fault?.kind === "status")
      return send(
        response,
        fault.status,
        { status: fault.status, code: fault.code ?? 20001, message: fault.message ?? "Refused by the test" },
        fault.headers,
      );
    const thing = {
      sid: `${kind === "Calls" ? "CA" : "SM"}${randomBytes(16).toString("hex")}`,
      form,
      createdAt: recording.now(),
    };
    made.push(thing);
    await recording.overtake?.();
    if (fault?.kind === "make-then-drop") return void request.socket.destroy();
    if (fault?.kind === "make-then-hang") return;
    if (fault?.kind === "make-then-half") return half(response);
    if (fault?.kind === "make-then-status")
      return send(response, fault.status, { status: fault.status, code: 20500, message: "Failed" });
    send(response, 201, presented({ thing, account, kind }));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  recording.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return recording;
}

function presented({ thing, account, kind }: { thing: TwilioThing; account: string; kind: string }): object {
  const { sid, form, createdAt } = thing;
  return {
    sid,
    account_sid: account,
    to: form.To,
    from: form.From ?? null,
    messaging_service_sid: form.MessagingServiceSid ?? null,
    body: form.Body ?? null,
    status: "queued",
    direction: "outbound-api",
    date_created: createdAt.toUTCString().replace("GMT", "+0000"),
    date_updated: createdAt.toUTCString().replace("GMT", "+0000"),
    price: null,
    price_unit: "USD",
    num_segments: "1",
    error_code: null,
    error_message: null,
    uri: `/2010-04-01/Accounts/${account}/${kind}/${sid}.json`,
    ...thing.state,
  };
}

function formOf(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
