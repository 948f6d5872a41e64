import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeKey, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

const sid = `AC${"0".repeat(32)}`;
let database: TestDatabase;
let workspace: TestWorkspace;
let server: Server;
let base: string;
/** What the providers got, as `method path authorization`. */
const asked: string[] = [];
let answer: { status: number; body: unknown } = { status: 200, body: {} };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  database = await createDatabase();
  Object.assign(process.env, database.env, {
    RESEND_BASE_URL: base,
    TWILIO_BASE_URL: base,
    EGRESS_ALLOW: `127.0.0.1:${port}`,
  });
  workspace = await makeWorkspace();
});
afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});

async function calls() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return { client: workspace.client, ...contracts.connections };
}

const providers = {
  resend: {
    given: { api_key: "re_not_a_real_key" },
    config: {},
    good: { object: "list", data: [] },
    bad: { status: 401, body: { statusCode: 401, name: "missing_api_key", message: "API key is invalid" } },
    path: "GET /domains Bearer re_not_a_real_key",
    refusal: "Resend refused the API key: API key is invalid",
  },
  twilio: {
    given: { account_sid: sid, auth_token: "not a real token", from_number: "+15550100100" },
    config: { account_sid: sid, from_number: "+15550100100" },
    good: { sid, status: "active" },
    bad: { status: 401, body: { code: 20003, message: "Authenticate", status: 401 } },
    path: `GET /2010-04-01/Accounts/${sid}.json Basic ${Buffer.from(`${sid}:not a real token`).toString("base64")}`,
    refusal: "Twilio refused the account SID or auth token.",
  },
  openai: {
    given: { api_key: "sk-not-a-real-key", model: "small" },
    config: { model: "small" },
    good: { object: "list", data: [] },
    bad: { status: 401, body: { error: { message: "Incorrect API key" } } },
    path: "GET /v1/models Bearer sk-not-a-real-key",
    refusal: /refused the API key\.$/,
  },
} as const;

describe.each(Object.keys(providers) as (keyof typeof providers)[])("%s", (provider) => {
  const { given, config, good, bad, path, refusal } = providers[provider];
  const more = () => (provider === "openai" ? { base_url: `${base}/v1` } : {});

  test("is connected, asked for real, and says what it answered", async () => {
    const { client, connect, test: check, list } = await calls();
    const connected = await client(connect, { provider, ...given, ...more() });
    expect(connected).toMatchObject({
      provider,
      status: "untested",
      config: { ...config, ...more() },
      tested_at: null,
    });
    asked.length = 0;
    answer = { status: 200, body: good };
    expect(await client(check, { provider })).toMatchObject({ status: "healthy", last_error: null });
    expect(asked).toEqual([path]);
    answer = bad;
    const failing = await client(check, { provider });
    expect(failing.status).toBe("failing");
    expect(failing.last_error).toMatch(refusal);
    expect(failing.tested_at).not.toBeNull();
    const { data } = await client(list, {});
    expect(data.find((one) => one.provider === provider)).toEqual(failing);
  });

  test("is opened by those who need it, keeps a secret that is not given again, and shows none", async () => {
    const { client, connect, list } = await calls();
    await client(connect, { provider, ...config, ...more() });
    const { openConnection } = await import("@/lib/services/connections/open-connection");
    const opened = await openConnection({ workspaceId: workspace.workspaceId, provider });
    expect({ ...opened?.config, ...opened?.secret }).toEqual({ ...given, ...more() });
    const shown = JSON.stringify(await client(list, {}));
    for (const secret of Object.values(opened?.secret ?? {})) expect(shown).not.toContain(secret);
    const stranger = await makeWorkspace();
    expect(await openConnection({ workspaceId: stranger.workspaceId, provider })).toBeNull();
  });

  test("is removed with its secrets", async () => {
    const { client, disconnect, test: check } = await calls();
    await client(disconnect, { provider });
    await expect(client(check, { provider })).rejects.toMatchObject({ code: "not_found" });
    const { openConnection } = await import("@/lib/services/connections/open-connection");
    expect(await openConnection({ workspaceId: workspace.workspaceId, provider })).toBeNull();
  });
});

test.each([
  [
    "smtp",
    { host: "smtp.example.com", port: "587", tls: "starttls", user: "me", password: "kept password" },
    { host: "smtp.example.net" },
    "password",
  ],
  ["openai", { api_key: "sk-not-a-real-key" }, { base_url: "https://models.example.net/v1" }, "api_key"],
] as const)("%s: another server needs the secret again", async (provider, given, elsewhere, secret) => {
  const { client, connect } = await calls();
  await client(connect, { provider, ...given });
  const { [secret]: value, ...shown } = given as Record<string, string>;
  await expect(client(connect, { provider, ...shown, ...elsewhere })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: secret, message: expect.stringMatching(/another server.* again/) }],
  });
  const moved = await client(connect, { provider, ...given, ...elsewhere, [secret]: value });
  expect(moved.config).toMatchObject(elsewhere);
  expect((await client(connect, { provider, ...shown, ...elsewhere })).config).toMatchObject(elsewhere);
});

test("a key that may only send is a working one", async () => {
  const { client, connect, test: check } = await calls();
  await client(connect, { provider: "resend", api_key: "re_not_a_real_key" });
  answer = { status: 401, body: { statusCode: 401, name: "restricted_api_key", message: "Only sending" } };
  expect((await client(check, { provider: "resend" })).status).toBe("healthy");
});

test.each([
  ["resend", {}, "api_key"],
  ["resend", { api_key: "short" }, "api_key"],
  ["resend", { api_key: "re_not_a_real_key", account_sid: sid }, "account_sid"],
  ["resend", { api_key: "re_not_a_real_key", webhook_secret: "guess" }, "webhook_secret"],
  ["twilio", { account_sid: "AC1", auth_token: "not a real token" }, "account_sid"],
  ["twilio", { account_sid: sid, auth_token: "not a real token", from_number: "0664 1" }, "from_number"],
  ["twilio", { account_sid: sid, auth_token: "not a real token", webhook_secret: "whsec_" }, "webhook_secret"],
  ["openai", { api_key: "sk-not-a-real-key", base_url: "ftp://a.example" }, "base_url"],
  ["openai", { api_key: "sk-not-a-real-key", input_price: "0.10" }, "output_price"],
  ["openai", { api_key: "sk-not-a-real-key", output_price: "0.50" }, "input_price"],
  ["openai", { api_key: "sk-not-a-real-key", base_url: "http://169.254.169.254/v1" }, "base_url"],
  ["smtp", { host: "smtp.example.com", port: "70000", tls: "tls" }, "port"],
  ["smtp", { host: "smtp.example.com", port: "465", tls: "some" }, "tls"],
  ["smtp", { host: "user@smtp.example.com", port: "465", tls: "tls" }, "host"],
] as const)("%s is refused with %o, naming %s", async (provider, body, path) => {
  const other = await makeWorkspace();
  const { connect } = await calls();
  await expect(other.client(connect, { provider, ...body })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path, message: expect.stringMatching(/\.$/) }],
  });
});

test("editors and keys without the scope neither connect nor test", async () => {
  const { connect, test: check } = await calls();
  const { createClient } = await import("@/lib/api/client");
  const { callRoute } = await import("../../support/call-route.ts");
  const { workspaceId, userId } = workspace;
  for (const args of [{ role: "editor" as const }, { role: "admin" as const, scopes: ["connections:read"] }]) {
    const { apiKey } = await makeKey({ workspaceId, userId, ...args });
    const client = createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
    await expect(client(connect, { provider: "resend", api_key: "re_not_a_real_key" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(client(check, { provider: "resend" })).rejects.toMatchObject({ code: "forbidden" });
  }
});
