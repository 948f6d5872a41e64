import type { Inngest, InngestFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileFunction } from "../../../inngest/embedded/compile.ts";
import { createSigner } from "../../../inngest/embedded/sign.ts";
import { createApp, startRuntime, testSigningKey } from "../../support/executor.ts";
import { embeddedHarness } from "../../support/executor-harness.ts";

let harness: Awaited<ReturnType<typeof embeddedHarness>>;
beforeAll(async () => {
  harness = await embeddedHarness();
});
afterAll(() => harness.end());

type Options = Parameters<Inngest["createFunction"]>[0];
const base = { id: "asks", triggers: [{ event: "go" }] } satisfies Options;
const asks: [string, Partial<Options>, RegExp][] = [
  ["cancelOn", { cancelOn: [{ event: "stop" }] }, /cancel is not supported/],
  ["idempotency", { idempotency: "event.data.id" }, /idempotency is not supported/],
  ["debounce", { debounce: { period: "1s" } }, /debounce is not supported/],
  ["throttle", { throttle: { limit: 1, period: "1s" } }, /throttle is not supported/],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }, /rateLimit is not supported/],
  ["batchEvents", { batchEvents: { maxSize: 2, timeout: "1s" } }, /batchEvents is not supported/],
  ["singleton", { singleton: { mode: "skip" } }, /singleton is not supported/],
  ["timeouts", { timeouts: { start: "1s" } }, /timeouts is not supported/],
  ["a concurrency expression", { concurrency: { key: "event.data.a + 'x'", limit: 1 } }, /is not a field of the event/],
  ["an account-wide limit", { concurrency: { key: "event.data.a", limit: 1, scope: "account" } }, /scope "account"/],
  ["a priority expression", { priority: { run: "event.data.a ? 1 : 2" } }, /neither a number nor a field/],
  ["a trigger condition", { triggers: [{ event: "go", if: "event.data.n > 3" }] }, /more than one equality/],
  ["a trigger pattern", { triggers: [{ event: "go/*" }] }, /is a pattern/],
  ["an internal event", { triggers: [{ event: "inngest/function.finished" }] }, /is not supported/],
  ["an unreadable cron", { triggers: [{ cron: "every day" }] }, /cannot be read/],
  ["a cron that never comes", { triggers: [{ cron: "0 0 31 2 *" }] }, /cannot be read/],
  ["no trigger", { triggers: [] }, /has no trigger/],
  ["too many retries", { retries: 21 as 20 }, /retries must be 0 to 20/],
];

describe("At registration the executor refuses", () => {
  it.each(asks)("%s", async (_word, options, message) => {
    const start = startRuntime({
      databaseUrl: harness.databaseUrl,
      functions: (app) => [
        app.createFunction({ ...base, ...options } as Options, async () => {}) as InngestFunction.Any,
      ],
    });
    await expect(start).rejects.toThrow(message);
  });

  it("three concurrency options", () => {
    const config = {
      id: "asks",
      triggers: [{ event: "go" }],
      steps: { step: { runtime: { type: "http", url: "http://x" } } },
      concurrency: [1, 2, 3].map((limit) => ({ limit })),
    };
    expect(() => compileFunction(config)).toThrow(/at most two/);
  });

  it("a signing key of the wrong form", () => {
    expect(() => createSigner("signkey-test-short")).toThrow(/signing key/);
    expect(() => createSigner("0123456789abcdef".repeat(4))).toThrow(/signing key/);
  });
});

describe("The serve route refuses", () => {
  const { handler } = createApp({
    fetch: () => Promise.reject(new Error("nothing is sent")),
    functions: (app) => [app.createFunction(base, async () => "ran")],
  });
  const url = "http://localhost/api/inngest?fnId=app-asks&stepId=step";
  const call = (init: RequestInit) => handler(new Request(url, init));
  const body = JSON.stringify({ ctx: { run_id: "r" }, event: { data: {}, name: "go" } });

  it.each(["GET", "PUT", "POST"])("an unsigned %s, and tells nothing", async (method) => {
    const response = await call({ method, body: method === "GET" ? undefined : body });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('{"message":"Unauthorized"}');
  });

  it("a signature of another key, another body or another time, and takes the right one", async () => {
    const signed = async (signature: string) =>
      (await call({ method: "POST", body, headers: { "x-inngest-signature": signature } })).status;
    const right = createSigner(testSigningKey).sign(body);
    expect(await signed(right)).toBe(200);
    expect(await signed(createSigner(testSigningKey.replace("0", "1")).sign(body))).toBe(401);
    expect(await signed(createSigner(testSigningKey).sign(`${body} `))).toBe(401);
    expect(await signed(right.replace(/t=(\d+)/, (_, t) => `t=${Number(t) - 301}`))).toBe(401);
  });
});

describe("The executor's own API refuses", () => {
  it("a checkpoint without the key, an unknown event key and an unknown address", async () => {
    const { executor } = await startRuntime({
      databaseUrl: harness.databaseUrl,
      functions: () => [],
      eventKey: "right",
    });
    const status = async (path: string, headers?: Record<string, string>) =>
      (await executor.fetch(`http://executor.embedded${path}`, { method: "POST", body: "{}", headers })).status;
    expect(await status("/v1/checkpoint/x/async")).toBe(401);
    expect(await status("/v1/checkpoint/x/async", { authorization: "Bearer signkey-test-0" })).toBe(401);
    expect(await status("/e/wrong")).toBe(401);
    expect(await status("/v1/signals", { authorization: bearer() })).toBe(404);
    await executor.stop();
  });

  it("everything to a login without the role", async () => {
    const direct = (await import("postgres")).default(harness.databaseUrl, { max: 1 });
    await expect(direct`select inngest_embedded.pending()`).rejects.toThrow(/permission denied/);
    await direct`set role app_runtime`;
    await expect(direct`select * from inngest_embedded.run`).rejects.toThrow(/permission denied/);
    await expect(direct`select * from public.contacts`).rejects.toThrow(/permission denied/);
    await direct.end();
  });
});

function bearer(): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const hex = testSigningKey.slice("signkey-test-".length);
  return `Bearer signkey-test-${createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex")}`;
}
