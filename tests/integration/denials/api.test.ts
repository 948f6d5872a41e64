import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { routeFiles } from "../../support/routes.ts";
import { sessionCookie } from "../../support/session.ts";
import { makeKey, makeMember, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { insertRow } from "../rls/probe.ts";
import type { World } from "../rls/row-parts.ts";
import { factories } from "../rls/rows.ts";
import { allCalls, type Call, send } from "./calls.ts";

let database: TestDatabase;
let admin: Sql;
let home: TestWorkspace;
let other: TestWorkspace;
let calls: Call[];
let assertions = 0;
const ranks = ["viewer", "editor", "admin", "owner"] as const;

beforeAll(async () => {
  database = await createDatabase();
  admin = connect(database.adminUrl);
  Object.assign(process.env, database.env, { API_RATE_PER_MINUTE: "1000000" });
  home = await makeWorkspace();
  other = await makeWorkspace();
  calls = await allCalls();
});

afterAll(async () => {
  console.info(`Denials: ${assertions} refused calls over ${calls.length} calls of the API`);
  await admin.end();
  await database.drop();
});

/** Sends every call (or those `only` picks) and expects the refusal. */
async function refused({
  headers,
  expected,
  only = () => true,
}: {
  headers: (call: Call) => Record<string, string>;
  expected: { status: number; code: string };
  only?: (call: Call) => boolean;
}) {
  const wrong: string[] = [];
  for (const call of calls.filter(only)) {
    const answer = await send({ declared: call.declared, headers: headers(call) });
    assertions++;
    if (answer.status !== expected.status || answer.code !== expected.code)
      wrong.push(`${call.name}: ${answer.status} ${answer.code}`);
  }
  expect(wrong).toEqual([]);
}

const bearer = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });
const session = ({
  userId,
  workspace = home.slug,
  origin = process.env.LEADLOOM_URL as string,
}: {
  userId: string;
  workspace?: string;
  origin?: string;
}) => ({
  cookie: sessionCookie({ userId }),
  "x-workspace": workspace,
  origin,
});
const unauthenticated = { status: 401, code: "unauthenticated" };
const forbidden = { status: 403, code: "forbidden" };

describe("contracts and routes", () => {
  /** Public on purpose: it describes the API and says nothing of anybody's data. */
  const open = ["/openapi.json GET"];

  test("match one to one", async () => {
    const declared = calls.map(({ declared }) => `${declared.path} ${declared.method}`);
    expect(new Set(declared).size).toBe(declared.length);
    const served: string[] = [];
    for (const { file, path } of routeFiles()) {
      const handlers = Object.keys((await import(file)) as object);
      expect(
        handlers.filter((name) => !/^(GET|POST|PUT|PATCH|DELETE)$/.test(name)),
        file,
      ).toEqual([]);
      served.push(...handlers.map((method) => `${path} ${method}`));
    }
    expect(served.filter((each) => !open.includes(each)).sort()).toEqual(declared.sort());
  });

  test("ask for a scope named after what they do: read for reading, write or a verb for the rest", () => {
    for (const { name, declared } of calls) {
      expect(declared.scope, name).toMatch(/^[a-z-]+:[a-z]+$/);
      if (declared.method === "GET") expect(declared.scope, name).toMatch(/:read$/);
      if (/^(PUT|PATCH|DELETE)$/.test(declared.method)) expect(declared.scope, name).not.toMatch(/:read$/);
    }
  });
});

describe("every call refuses", () => {
  test("whoever says nothing", () =>
    refused({ headers: () => ({}), expected: unauthenticated, only: ({ declared }) => declared.method === "GET" }));
  test("whoever says nothing, from its own pages", () =>
    refused({ headers: () => ({ "sec-fetch-site": "same-origin" }), expected: unauthenticated }));
  test.each([
    "Bearer ",
    "Bearer ll_x",
    `Bearer ll_${"x".repeat(43)}`,
    `bearer ll_${"x".repeat(43)}`,
    "Basic dXNlcjpwYXNz",
    "ll_x",
  ])("a key that is none: %s", (authorization) =>
    refused({ headers: () => ({ authorization }), expected: unauthenticated }),
  );

  test("a revoked key", async () => {
    const { keyId, apiKey } = await makeKey(home);
    await admin`update api_keys set revoked_at = now() where id = ${keyId}`;
    await refused({ headers: () => bearer(apiKey), expected: unauthenticated });
  });

  test("an expired key", async () => {
    const { keyId, apiKey } = await makeKey(home);
    await admin`update api_keys set expires_at = now() - interval '1 second' where id = ${keyId}`;
    await refused({ headers: () => bearer(apiKey), expected: unauthenticated });
  });

  test("a forged session", () =>
    refused({
      headers: () => ({
        ...session({ userId: home.userId }),
        cookie: `${sessionCookie({ userId: home.userId }).slice(0, -6)}AAAAAA`,
      }),
      expected: unauthenticated,
    }));

  test("a member of another workspace", () =>
    refused({ headers: () => session({ userId: other.userId }), expected: forbidden }));

  test("a workspace that does not exist", () =>
    refused({ headers: () => session({ userId: home.userId, workspace: "no-such-workspace" }), expected: forbidden }));

  test("a session that names no workspace", () =>
    refused({
      headers: () => ({ ...session({ userId: home.userId }), "x-workspace": "" }),
      expected: { status: 400, code: "bad_request" },
    }));

  test("writes started by another site", () =>
    refused({
      headers: () => session({ userId: home.userId, origin: "https://evil.test" }),
      expected: forbidden,
      only: ({ declared }) => declared.method !== "GET",
    }));

  test("writes from a frame without an origin", () =>
    refused({
      headers: () => session({ userId: home.userId, origin: "null" }),
      expected: forbidden,
      only: ({ declared }) => declared.method !== "GET",
    }));

  test.each(["viewer", "editor"] as const)("too low a role: %s, as a person and as a key", async (role) => {
    const { userId } = await makeMember({ workspace: home, role });
    const { apiKey } = await makeKey({ ...home, role });
    const only = ({ declared }: Call) => ranks.indexOf(role) < ranks.indexOf(declared.role);
    expect(calls.filter(only).length).toBeGreaterThan(0);
    await refused({ headers: () => session({ userId }), expected: forbidden, only });
    await refused({ headers: () => bearer(apiKey), expected: forbidden, only });
  });

  test("a key without the scope, whatever others it has", async () => {
    const { allScopes } = await import("@/lib/api/scopes");
    const keys = new Map<string, string>();
    for (const scope of allScopes())
      keys.set(scope, (await makeKey({ ...home, scopes: allScopes().filter((each) => each !== scope) })).apiKey);
    await refused({ headers: ({ declared }) => bearer(keys.get(declared.scope)!), expected: forbidden });
  });
});

/** Which table the `{id}` of a path is from, by the path's first part. */
const tables: Record<string, string> = {
  "api-keys": "api_keys",
  backtests: "backtests",
  calls: "calls",
  comments: "workflow_comments",
  contacts: "contacts",
  enrolments: "bulk_enrolments",
  experiments: "experiments",
  forms: "forms",
  hooks: "inbound_hooks",
  mailbox: "mailbox",
  messages: "messages",
  moves: "workflow_moves",
  phone: "phone_box",
  "run-actions": "run_actions",
  runs: "workflow_runs",
  secrets: "secrets",
  segments: "segments",
  submissions: "submissions",
  tasks: "tasks",
  "test-cases": "workflow_test_cases",
  workflows: "workflows",
  workspaces: "workspaces",
};

test("nothing of another workspace is found by its id, and nothing of it changes", async () => {
  const world: World = { workspaces: { id: home.workspaceId } };
  for (const [table, make] of Object.entries(factories)) {
    if (["workspaces", "profiles"].includes(table)) continue;
    world[table] = make({ ws: home.workspaceId, world });
    await insertRow({ sql: admin, table, row: world[table] });
  }
  const before = await fingerprint();
  const wrong: string[] = [];
  for (const { name, declared } of calls.filter((call) => call.declared.path.includes("{id}"))) {
    const table = tables[declared.path.split("/")[1] ?? ""];
    if (!table) throw new Error(`Say which table the ids of ${declared.path} are from`);
    const answer = await send({ declared, headers: bearer(other.apiKey), params: { id: world[table]?.id as string } });
    assertions++;
    // A call with a body may be refused for its body first; what it must not do is succeed or tell that the row exists.
    if (answer.status !== 404 && !(declared.body && answer.status === 422))
      wrong.push(`${name}: ${answer.status} ${answer.code}`);
    const own = await send({ declared, headers: bearer(other.apiKey) });
    if (own.status !== answer.status || own.code !== answer.code)
      wrong.push(`${name}: a foreign id answers ${answer.status}, an unknown one ${own.status}`);
  }
  expect(wrong).toEqual([]);
  expect(await fingerprint()).toEqual(before);
});

/** Number and hash of all rows of the home workspace, by table. */
async function fingerprint() {
  const found: Record<string, unknown> = {};
  for (const table of Object.keys(factories)) {
    if (table === "profiles") continue;
    const column = table === "workspaces" ? "id" : "workspace_id";
    [found[table]] = await admin.unsafe(
      `select count(*)::int as n, md5(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text)) as hash from public.${table} t where ${column} = $1`,
      [home.workspaceId],
    );
  }
  return found;
}
