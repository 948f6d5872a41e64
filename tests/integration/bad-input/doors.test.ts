import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { anything, nasty } from "./values.ts";
import { badInputWorld, countRows } from "./world.ts";

/** Short in `npm test`; LEADLOOM_DEEP=1 takes its time. */
const RUNS = process.env.LEADLOOM_DEEP === "1" ? 5000 : 250;
const SEED = Number(process.env.LEADLOOM_SEED ?? 20261121);
const ORIGIN = "http://visitors.test";

let world: Awaited<ReturnType<typeof badInputWorld>>;
const statuses = new Map<string, number>();

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(async () => {
  const all = [...statuses].sort().map(([name, n]) => `${name}: ${n}`);
  console.info(`Doors fuzz: ${[...statuses.values()].reduce((sum, n) => sum + n, 0)} requests; ${all.join(", ")}`);
  await world.end();
});

function note({ door, response }: { door: string; response: Response }) {
  const name = `${door} ${response.status}`;
  statuses.set(name, (statuses.get(name) ?? 0) + 1);
  expect(response.status, name).toBeLessThan(500);
}

const options = { numRuns: RUNS, seed: SEED };
const text = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("ada@example.test", "Ada"));

test("an unsubscribe link that is not ours changes nothing", async () => {
  const { GET, POST } = await import("@/app/u/[token]/route");
  const { signToken } = await import("@/lib/tokens");
  const genuine = signToken({ purpose: "unsubscribe", data: { w: world.mine.workspaceId, m: world.own.message } });
  const elsewhere = signToken({
    purpose: "unsubscribe",
    data: { w: world.mine.workspaceId, m: world.foreign.message },
  });
  const wrongKind = signToken({ purpose: "form-render", data: { w: world.mine.workspaceId, m: world.own.message } });
  const before = await countRows(world.sql);
  const tokens = fc.oneof(
    text,
    fc.constantFrom(elsewhere, wrongKind, genuine.slice(0, -1), `${genuine}.`, genuine.replace(".", "..")),
    fc
      .nat(genuine.length - 1)
      .map((at) => genuine.slice(0, at) + (genuine[at] === "A" ? "B" : "A") + genuine.slice(at + 1)),
  );
  await fc.assert(
    fc.asyncProperty(tokens, fc.boolean(), async (token, post) => {
      const handler = post ? POST : GET;
      const request = new Request(`${ORIGIN}/u/x`, { method: post ? "POST" : "GET" });
      const response = await handler(request, { params: Promise.resolve({ token }) });
      note({ door: "unsubscribe", response });
      expect(response.status).toBe(404);
    }),
    { ...options, numRuns: RUNS / 2 },
  );
  // Looking at the genuine one changes nothing either; only its button does.
  const open = await GET(new Request(`${ORIGIN}/u/x`), { params: Promise.resolve({ token: genuine }) });
  expect([open.status, await countRows(world.sql)]).toEqual([200, before]);
  const act = await POST(new Request(`${ORIGIN}/u/x`, { method: "POST" }), {
    params: Promise.resolve({ token: genuine }),
  });
  expect(act.status).toBe(200);
  expect((await countRows(world.sql)).suppressions).toBe((before.suppressions ?? 0) + 1);
}, 60_000);

test("sign-in forms answer with their own pages, whatever is typed, and never lead elsewhere", async () => {
  const doors = {
    login: (await import("@/app/auth/login/route")).POST,
    signup: (await import("@/app/auth/signup/route")).POST,
    reset: (await import("@/app/auth/reset/route")).POST,
    confirm: (await import("@/app/auth/confirm/verify/route")).POST,
    password: (await import("@/app/auth/update-password/route")).POST,
    logout: (await import("@/app/logout/route")).POST,
  };
  const names = fc.oneof(fc.constantFrom("email", "name", "next", "time_zone", "type", "token_hash"), nasty);
  const before = await countRows(world.sql);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(doors) as (keyof typeof doors)[])),
      fc.array(fc.tuple(names, text), { maxLength: 5 }),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant("application/x-www-form-urlencoded") },
        { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/json") },
      ),
      fc.option(text, { freq: 3 }),
      async (door, list, type, cookie) => {
        const headers = new Headers({ origin: process.env.LEADLOOM_URL as string, "content-type": type });
        if (cookie) headers.set("cookie", `leadloom-session=${encodeURIComponent(cookie.toWellFormed())}`);
        const body = new URLSearchParams(list).toString();
        const request = new Request(`${process.env.LEADLOOM_URL}/auth/${door}`, { method: "POST", headers, body });
        const response = await doors[door](request);
        note({ door: `auth ${door}`, response });
        const to = response.headers.get("location");
        if (to !== null) expect(new URL(to, ORIGIN).origin).toBe(ORIGIN);
        if (to !== null) expect(to).not.toContain("error=unavailable");
      },
    ),
    { ...options, numRuns: process.env.LEADLOOM_DEEP === "1" ? 1000 : 60 },
  );
  expect(await countRows(world.sql)).toEqual(before);
}, 120_000);

test("calls of the durable runtime that are not signed are refused", async () => {
  const { GET, POST, PUT } = await import("@/app/api/inngest/route");
  // The SDK prints a stack for each.
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const signature = fc.option(
    fc
      .oneof(
        fc.constantFrom("t=1&s=00", `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}`, "s=", "t=", "&&&"),
        nasty,
      )
      .map((each) => each.replace(/[^ -~]/g, "").slice(0, 200)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("GET", "POST", "PUT"), signature, anything, async (method, signed, value) => {
      const request = new Request(`${ORIGIN}/api/inngest?fnId=leadloom-advance-token&stepId=step`, {
        method,
        headers: { "content-type": "application/json", ...(signed ? { "x-inngest-signature": signed } : {}) },
        body: method === "GET" ? undefined : `${JSON.stringify(value)}`,
      });
      const response = await { GET, POST, PUT }[method as "GET"](request);
      note({ door: `runtime ${method}`, response });
      if (method !== "GET") expect(response.status).toBe(401);
      const said = await response.text();
      for (const secret of [process.env.INNGEST_SIGNING_KEY, process.env.INNGEST_EVENT_KEY])
        expect(said).not.toContain(secret);
    }),
    { ...options, numRuns: RUNS / 2 },
  );
  quiet.mockRestore();
}, 60_000);

test("a call of the durable runtime over 4 MiB is refused before the body is read to its end", async () => {
  const { POST } = await import("@/app/api/inngest/route");
  const mebibyte = new Uint8Array(1024 * 1024).fill(97);
  const headers = { "content-type": "application/json", "x-inngest-signature": "t=1&s=00" };
  const url = `${ORIGIN}/api/inngest?fnId=leadloom-advance-token&stepId=step`;
  let given = 0;
  // No length is announced, as with chunked encoding; the stream never ends by itself.
  const body = new ReadableStream(
    {
      pull(stream) {
        given++;
        stream.enqueue(mebibyte);
      },
    },
    { highWaterMark: 0 },
  );
  const endless = await POST(new Request(url, { method: "POST", headers, body, duplex: "half" } as RequestInit));
  expect(endless.status).toBe(413);
  expect(given).toBe(5);
  const announced = new Request(url, {
    method: "POST",
    headers: { ...headers, "content-length": String(4 * 1024 * 1024 + 1) },
    body: "{}",
  });
  expect((await POST(announced)).status).toBe(413);
});
