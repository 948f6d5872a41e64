import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sessionCookie } from "../../support/session.ts";
import { makeKey, makeMember } from "../../support/workspace.ts";
import { badInputWorld, countRows, readRefusal, waiting } from "../bad-input/world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;
const bearer = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

describe("an API key cannot make itself stronger", () => {
  const create = (headers: Record<string, string>, body: object) =>
    world.send({
      path: "/api-keys",
      body: { name: "Next", role: "viewer", scopes: ["contacts:read"], ...body },
      headers,
    });

  test("by role, by scope, or by a later end", async () => {
    const { allScopes } = await import("@/lib/api/scopes");
    const ends = new Date(Date.now() + 86_400_000).toISOString();
    const some = await makeKey({ ...world.mine, role: "admin", scopes: ["api-keys:write", "contacts:read"] });
    await world.sql`update api_keys set expires_at = ${ends} where id = ${some.keyId}`;
    const before = await countRows(world.sql);
    const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
    for (const body of [
      {},
      { expires_at: later },
      { expires_at: ends, scopes: allScopes() },
      { expires_at: ends, scopes: ["contacts:write"] },
    ]) {
      const answer = await create(bearer(some.apiKey), body);
      expect([answer.status, (await readRefusal(answer)).code]).toEqual([403, "forbidden"]);
    }
    const owner = await create(bearer(some.apiKey), { role: "owner", expires_at: ends });
    expect((await readRefusal(owner)).fields).toEqual(["role"]);
    expect(await countRows(world.sql)).toEqual(before);
    expect(
      (await create(bearer(some.apiKey), { expires_at: new Date(Date.now() + 3_600_000).toISOString() })).status,
    ).toBe(201);
  });

  test("by naming columns the database has and the API does not", async () => {
    for (const extra of ["hash", "prefix", "workspace_id", "created_by", "revoked_at", "last_used_at"]) {
      const answer = await readRefusal(await create(bearer(world.mine.apiKey), { [extra]: "x" }));
      expect([answer.status, answer.fields]).toEqual([422, [extra]]);
    }
  });

  test("by naming another workspace: a key belongs to one", async () => {
    for (const other of [world.theirs.slug, world.theirs.workspaceId, "*", ""]) {
      const answer = await world.send({ method: "GET", path: "/contacts", headers: { "x-workspace": other } });
      const { data } = (await answer.json()) as { data: { id: string }[] };
      expect(data.map(({ id }) => id)).toContain(world.own.contact);
      expect(data.map(({ id }) => id)).not.toContain(world.foreign.contact);
    }
  });
});

test("a session cannot be lent to another workspace or another site", async () => {
  const { userId } = await makeMember({ workspace: world.mine, role: "editor" });
  const origin = process.env.LEADLOOM_URL as string;
  const cookie = sessionCookie({ userId });
  const before = await countRows(world.sql);
  // Not `send`, which adds a key.
  const { callRoute } = await import("../../support/call-route.ts");
  const post = (headers: Record<string, string>) =>
    callRoute(`${origin}/api/v1/contacts`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: '{"first_name":"X"}',
    });
  const mine = { "x-workspace": world.mine.slug };
  for (const headers of [
    { ...mine, origin: "https://evil.test" },
    { ...mine, origin: "null" },
    { ...mine, origin: "" },
    { ...mine, "sec-fetch-site": "cross-site" },
    { ...mine, "sec-fetch-site": "same-site" },
    { ...mine, "sec-fetch-site": "none" },
    { ...mine, origin: "https://evil.test", "sec-fetch-site": "same-origin" },
    { ...mine, origin: `${origin}.evil.test` },
    mine,
    { "x-workspace": world.theirs.slug, origin },
    { "x-workspace": world.theirs.workspaceId, origin },
    { "x-workspace": `${world.mine.slug},${world.theirs.slug}`, origin },
  ])
    expect((await post(headers)).status, JSON.stringify(headers)).toBe(403);
  expect(await countRows(world.sql)).toEqual(before);
  expect((await post({ ...mine, origin })).status).toBe(201);
});

test("the live stream of a workspace is for its members", async () => {
  const { GET } = await import("@/app/api/live/route");
  const { userId } = await makeMember({ workspace: world.mine, role: "viewer" });
  const open = (workspace: string, headers: Record<string, string>) =>
    GET(new Request(`http://x.test/api/live?workspace=${workspace}`, { headers }));
  const cookie = sessionCookie({ userId });
  expect((await open(world.mine.slug, {})).status).toBe(401);
  expect((await open(world.mine.slug, bearer(world.mine.apiKey))).status).toBe(401);
  for (const workspace of [world.theirs.slug, world.theirs.workspaceId, "", "%00", "*"])
    expect((await open(workspace, { cookie })).status).toBe(403);
});

test("a secret is in no answer, log line or row that is not meant to hold it", async () => {
  const lines: string[] = [];
  const spies = (["log", "info", "warn", "error"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...all) => void lines.push(all.map(String).join(" "))),
  );
  const canary = `canary-${crypto.randomUUID()}`;
  const { apiKey, keyId } = await makeKey(world.mine);
  const [{ hash } = { hash: "" }] = await world.sql`select hash from api_keys where id = ${keyId}`;
  const answers: string[] = [];
  const connect = await world.send({ method: "PUT", path: "/connections/resend", body: { api_key: canary } });
  expect(connect.status).toBe(200);
  answers.push(await connect.text());
  // Refusals must not repeat what was sent either.
  for (const body of [{ api_key: { secret: canary } }, { api_key: canary, extra: 1 }, { api_key: canary.repeat(20) }])
    answers.push(await (await world.send({ method: "PUT", path: "/connections/resend", body })).text());
  const { contracts } = await import("@/lib/api/contracts/all");
  const ids: Record<string, string> = {
    ...world.own,
    contacts: world.own.contact,
    forms: world.own.form,
    runs: world.own.run,
  };
  ids.workflows = world.own.workflow;
  ids.workspaces = world.mine.workspaceId;
  let read = 0;
  for (const calls of Object.values(contracts))
    for (const { method, path } of Object.values(calls) as { method: string; path: string }[]) {
      if (method !== "GET") continue;
      const filled = path
        .replace("{id}", ids[path.split("/")[1] ?? ""] ?? world.own.submission)
        .replace("{number}", "1");
      answers.push(await (await world.send({ method: "GET", path: filled, headers: bearer(apiKey) })).text());
      read++;
    }
  answers.push(
    await (
      await world.send({
        method: "POST",
        path: `/workflows/${world.own.workflow}/validate`,
        body: { draft: waiting() },
      })
    ).text(),
  );
  for (const spy of spies) spy.mockRestore();
  const rows =
    await world.sql`select to_jsonb(c)::text as row from connections c union all select to_jsonb(k)::text from api_keys k
    union all select to_jsonb(i)::text from idempotency_keys i union all select to_jsonb(a)::text from activities a`;
  const everywhere = [...answers, ...lines, ...rows.map(({ row }) => row)].join("\n");
  expect(read).toBeGreaterThan(20);
  expect(everywhere).not.toContain(canary);
  expect(everywhere).not.toContain(apiKey);
  for (const setting of ["LEADLOOM_SECRET", "LEADLOOM_JWT_SECRET", "INNGEST_SIGNING_KEY", "DATABASE_URL"])
    expect(everywhere, setting).not.toContain(process.env[setting]);
  expect([...answers, ...lines].join("\n")).not.toContain(hash);
});

test("a sealed secret opens only in its own place", async () => {
  const { decryptSecret, encryptSecret } = await import("@/lib/secrets");
  const sealed = encryptSecret({ plain: "canary", boundTo: "w1/c1" });
  expect(decryptSecret({ sealed, boundTo: "w1/c1" })).toBe("canary");
  for (const boundTo of ["w1/c2", "w2/c1", "", "w1/c1 "]) expect(() => decryptSecret({ sealed, boundTo })).toThrow();
  const raw = Buffer.from(sealed.slice(3), "base64url");
  for (let at = 0; at < raw.length; at++) {
    const changed = Buffer.from(raw);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => decryptSecret({ sealed: `v1.${changed.toString("base64url")}`, boundTo: "w1/c1" })).toThrow();
  }
});

test("signing in leads to no other site, however its address is spelt", async () => {
  const { safeNext } = await import("@/lib/auth/next-path");
  const { origin } = new URL(process.env.LEADLOOM_URL as string);
  const evil = [
    ...[
      "https://evil.test",
      "//evil.test",
      "///evil.test",
      "/\\evil.test",
      "\\\\evil.test",
      "/\t/evil.test",
      "/\n/evil.test",
    ],
    ...[
      "/./\\evil.test",
      "/..//evil.test",
      "/.//evil.test",
      "/%2e//evil.test",
      "/%5cevil.test",
      "/%2f/evil.test",
      " //evil.test",
    ],
    ...[
      "javascript:alert(1)",
      "http:evil.test",
      "/w//evil.test/..//..//evil.test",
      "/w/..//evil.test",
      "evil.test",
      "?x",
      "#x",
    ],
    ...["/\u2028/evil.test", "/\0/evil.test", "／／evil.test", "/@evil.test", "/:80//evil.test", "data:text/html,x"],
  ];
  for (const next of evil) expect(new URL(safeNext(next), origin).origin, next).toBe(origin);
  for (const next of evil) expect(safeNext(next), next).not.toMatch(/^\/[/\\]/);
  expect(safeNext("/w/acme/contacts?search=a&tag=b")).toBe("/w/acme/contacts?search=a&tag=b");
});
