import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  console.info(`Visitors fuzz: ${[...statuses.values()].reduce((sum, n) => sum + n, 0)} requests; ${all.join(", ")}`);
  await world.end();
});

function note({ door, response }: { door: string; response: Response }) {
  const name = `${door} ${response.status}`;
  statuses.set(name, (statuses.get(name) ?? 0) + 1);
  expect(response.status, name).toBeLessThan(500);
}

const options = { numRuns: RUNS, seed: SEED };
const text = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("ada@example.test", "Ada"));
const fieldName = fc.oneof(
  fc.constantFrom("email", "note", "_token", "_homepage", "_consent", "_utm_source", "_referrer", "_utm_campaign"),
  nasty,
);
const pairs = fc.array(fc.tuple(fieldName, text), { maxLength: 6 });

/** What a visitor's browser, a script or an attacker puts into a body. */
const bodies = fc.oneof(
  pairs.map((list) => ({ type: "application/x-www-form-urlencoded", body: new URLSearchParams(list).toString() })),
  pairs.map((list) => ({
    type: "multipart/form-data; boundary=XX",
    body: `${list.map(([name, value]) => `--XX\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--XX--\r\n`,
  })),
  fc
    .dictionary(fieldName, anything, { maxKeys: 5 })
    .map((all) => ({ type: "application/json", body: JSON.stringify(all) })),
  anything.map((value) => ({ type: "application/json", body: `${JSON.stringify(value)}` })),
  fc
    .tuple(
      fc.constantFrom("application/json", "multipart/form-data", "text/plain", "application/x-www-form-urlencoded"),
      text,
    )
    .map(([type, body]) => ({ type, body: body.toWellFormed() })),
);

/** A genuine page of the form, as old as a person's would be; `token` fields keep the rest of the guards reachable. */
async function agedToken(): Promise<string> {
  const { readToken, signToken } = await import("@/lib/tokens");
  const { GET } = await import("@/app/f/[publicId]/route");
  const { publicId } = world.own;
  const page = await GET(new Request(`${ORIGIN}/f/${publicId}`, { headers: { accept: "application/json" } }), {
    params: Promise.resolve({ publicId }),
  });
  const { token } = (await page.json()) as { token: string };
  const data = readToken<{ t: number; n: string }>({ purpose: "form-render", token, now: Date.now() });
  return signToken({ purpose: "form-render", data: { ...data, t: (data?.t ?? 0) - 60_000 } });
}

test("a form's door never stumbles, and nothing gets in without a page we signed", async () => {
  const { GET, POST } = await import("@/app/f/[publicId]/route");
  const genuine = await agedToken();
  const before = await countRows(world.sql);
  const places = fc.constantFrom(
    world.own.publicId,
    world.own.closedPublicId,
    "aaaaaaaaaa",
    "\0",
    "../x",
    "x".repeat(9999),
  );
  const call = async ({
    publicId,
    type,
    body,
    json,
  }: {
    publicId: string;
    type: string;
    body: string;
    json: boolean;
  }) => {
    const headers = {
      "content-type": type,
      accept: json ? "application/json" : "text/html",
      referer: "https://x.test/\u00ff",
    };
    const params = Promise.resolve({ publicId });
    const response = await POST(new Request(`${ORIGIN}/f/x`, { method: "POST", headers, body }), { params });
    note({ door: `form ${json ? "json" : "html"}`, response });
    if (!json) return;
    const answer = (await response.json()) as { ok: boolean; error?: { code: string; message: string } };
    if (response.status >= 400)
      expect([typeof answer.error?.code, typeof answer.error?.message]).toEqual(["string", "string"]);
  };
  await fc.assert(
    fc.asyncProperty(places, bodies, fc.boolean(), async (publicId, { type, body }, json) =>
      call({ publicId, type, body, json }),
    ),
    options,
  );
  expect(await countRows(world.sql)).toEqual(before);
  // The same with a genuine page: now the answers themselves are judged.
  const { publicId } = world.own;
  await fc.assert(
    fc.asyncProperty(pairs, fc.boolean(), fc.boolean(), async (list, json, asJson) => {
      const values: [string, string][] = [
        ["email", "ada@example.test"],
        ...list.filter(([name]) => !/^_(token|homepage)$/.test(name)),
      ];
      const sent: [string, string][] = [["_token", genuine], ...values];
      await call(
        asJson
          ? { publicId, json, type: "application/json", body: JSON.stringify(Object.fromEntries(sent)) }
          : { publicId, json, type: "application/x-www-form-urlencoded", body: new URLSearchParams(sent).toString() },
      );
    }),
    options,
  );
  await fc.assert(
    fc.asyncProperty(places, pairs, async (publicId, list) => {
      const url = new URL(`${ORIGIN}/f/x`);
      for (const [name, value] of list) url.searchParams.append(name, value);
      note({ door: "form page", response: await GET(new Request(url), { params: Promise.resolve({ publicId }) }) });
    }),
    { ...options, numRuns: RUNS / 2 },
  );
  const [{ n } = { n: 0 }] = await world.sql`select count(*)::int as n from submissions`;
  expect(n).toBeGreaterThan(before.submissions ?? 0);
}, 120_000);

test("answers cut in the middle of an emoji are kept, not refused", async () => {
  const { POST } = await import("@/app/f/[publicId]/route");
  const { publicId } = world.own;
  const body = new URLSearchParams({
    _token: await agedToken(),
    email: "cut@example.test",
    note: "x",
    _utm_source: `${"a".repeat(199)}😀`,
    _referrer: `${"a".repeat(1999)}😀`,
  });
  const request = new Request(`${ORIGIN}/f/${publicId}`, { method: "POST", body, headers: { accept: "text/html" } });
  expect((await POST(request, { params: Promise.resolve({ publicId }) })).status).toBe(303);
  const [row] = await world.sql`select utm from submissions where answers ->> 'email' = 'cut@example.test'`;
  expect(row?.utm.utm_source).toHaveLength(200);
});
