import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface Recorded {
  method: string;
  /** Path with query. */
  path: string;
  headers: Record<string, string>;
  body: string;
}
type Reply = { status?: number; headers?: Record<string, string>; body?: string | Buffer };
/** `drop` breaks the connection after the request was read; `hang` never answers. */
export type Behaviour = Reply | "drop" | "hang" | ((request: Recorded) => Reply);

export interface RecordingServer {
  port: number;
  url: string;
  requests: Recorded[];
  /** Used up in order, one per request; then 200 with `{}`. */
  next: Behaviour[];
  close(): Promise<void>;
}

/** A server on loopback that writes down every request and answers as the test says. */
export async function recordingServer(): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const next: Behaviour[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const recorded: Recorded = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    requests.push(recorded);
    const behaviour = next.shift() ?? { body: "{}" };
    if (behaviour === "drop") request.socket.destroy();
    else if (behaviour !== "hang") reply(response, typeof behaviour === "function" ? behaviour(recorded) : behaviour);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function reply(response: ServerResponse, { status = 200, headers = {}, body = "" }: Reply): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}
