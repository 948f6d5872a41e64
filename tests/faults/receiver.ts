import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { half } from "../support/recording-resend.ts";

export type Answer = "ok" | "drop" | "done-then-drop" | "done-then-500" | "done-then-half" | "done-then-hang" | "busy";

export interface Receiver {
  url: string;
  port: number;
  /** How often each thing was done, by the path and the `ref` or `text` in the body. */
  done: Map<string, number>;
  requests: number;
  /** What becomes of the next request. */
  draw: () => Answer;
  close(): Promise<void>;
}

/** A server of somebody else's: under `/keyed` it does a thing once for each Idempotency-Key, elsewhere as often as it is asked. */
export async function receiver(): Promise<Receiver> {
  const keys = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as { ref?: string; text?: string };
    const key = String(request.headers["idempotency-key"]);
    const path = String(request.url);
    state.requests++;
    const answer = state.draw();
    if (answer === "drop") return void request.socket.destroy();
    if (answer === "busy") return void response.writeHead(429, { "retry-after": "1" }).end("Slow down");
    if (path !== "/keyed" || !keys.has(key)) {
      const thing = `${path} ${body.ref ?? body.text}`;
      state.done.set(thing, (state.done.get(thing) ?? 0) + 1);
    }
    keys.add(key);
    if (answer === "done-then-drop") return void request.socket.destroy();
    if (answer === "done-then-hang") return;
    if (answer === "done-then-half") return half(response);
    response.writeHead(answer === "done-then-500" ? 500 : 200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const state: Receiver = {
    url: `http://127.0.0.1:${port}`,
    port,
    done: new Map(),
    requests: 0,
    draw: () => "ok",
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return state;
}
