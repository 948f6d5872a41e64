import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { type RecordingServer, recordingServer } from "../../support/recording-server.ts";
import { selfSigned } from "../../support/self-signed.ts";

let database: TestDatabase;
let server: RecordingServer;
let slow: Server;
let tls: ReturnType<typeof createServer>;
let asked = 0;
let sendRequest: typeof import("@/lib/net/send-request").sendRequest;
const portOf = (one: Server) => (one.address() as AddressInfo).port;
const listening = (one: Server) => new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));

beforeAll(async () => {
  database = await createDatabase();
  server = await recordingServer();
  // Sends a little of an answer for ever, so that only the total limit ends it.
  slow = createTcp((socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
    const drip = setInterval(() => socket.write("x"), 20);
    socket.on("close", () => clearInterval(drip));
  });
  tls = createServer(selfSigned(), (_request, response) => {
    asked++;
    response.end("{}");
  });
  await Promise.all([listening(slow), listening(tls)]);
  const allow = [server.port, portOf(slow), portOf(tls)].map((port) => `127.0.0.1:${port}`);
  Object.assign(process.env, database.env, { EGRESS_ALLOW: [...allow, `localhost:${portOf(tls)}`].join(",") });
  ({ sendRequest } = await import("@/lib/net/send-request"));
});
afterAll(async () => {
  delete process.env.EGRESS_ALLOW;
  await server.close();
  slow.close();
  tls.close();
  await database.drop();
});

test("a certificate that nobody vouches for gets no request", async () => {
  for (const host of ["localhost", "127.0.0.1"]) {
    const request = sendRequest({ method: "POST", url: `https://${host}:${portOf(tls)}/`, body: "canary" });
    await expect(request).rejects.toMatchObject({ code: "unreachable", sent: false });
    await expect(request).rejects.toThrow(/certificate/);
  }
  expect(asked).toBe(0);
});

test("time ends for an answer that never comes, and for one that never ends", async () => {
  server.next.push("hang");
  const started = performance.now();
  await expect(sendRequest({ method: "GET", url: server.url, timeoutMs: 200 })).rejects.toMatchObject({
    code: "timeout",
    sent: true,
  });
  await expect(
    sendRequest({ method: "GET", url: `http://127.0.0.1:${portOf(slow)}/`, timeoutMs: 200 }),
  ).rejects.toMatchObject({ sent: true });
  expect(performance.now() - started).toBeLessThan(5000);
});

test("redirects share one time limit", async () => {
  for (let hop = 0; hop < 4; hop++) server.next.push({ status: 302, headers: { location: "/again" } });
  server.next.push("hang");
  await expect(sendRequest({ method: "GET", url: server.url, timeoutMs: 300 })).rejects.toMatchObject({
    code: "timeout",
  });
});

test("a redirect turns POST into GET as browsers do, and 307 keeps it", async () => {
  for (const [status, method, body] of [
    [302, "GET", ""],
    [303, "GET", ""],
    [308, "POST", "x"],
  ] as const) {
    server.requests.length = 0;
    server.next.push({ status, headers: { location: "/next" } });
    await sendRequest({ method: "POST", url: server.url, body: "x" });
    expect(server.requests[1]).toMatchObject({ method, path: "/next", body });
  }
});

test("headers that belong to the connection are not the caller's to set", async () => {
  server.requests.length = 0;
  await sendRequest({
    method: "POST",
    url: server.url,
    body: "x",
    headers: {
      Host: "evil.example",
      "Content-Length": "5",
      "Transfer-Encoding": "chunked",
      Connection: "upgrade",
      "X-A": "b",
    },
  });
  expect(server.requests[0]).toMatchObject({ body: "x", headers: { host: `127.0.0.1:${server.port}`, "x-a": "b" } });
  expect(server.requests[0]?.headers).not.toHaveProperty("transfer-encoding");
});

test("a header with a line break cannot smuggle a second one", async () => {
  const request = sendRequest({ method: "GET", url: server.url, headers: { "X-A": "b\r\nX-Evil: 1" } });
  await expect(request).rejects.toMatchObject({ code: "refused" });
});
