import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RecordingServer, recordingServer } from "../../support/recording-server.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let harness: RunsHarness;
let api: RecordingServer;
let other: RecordingServer;
let contracts: typeof import("@/lib/api/contracts/all").contracts;
let gonePort = 0;
let n = 0;

beforeAll(async () => {
  api = await recordingServer();
  other = await recordingServer();
  const gone = await recordingServer();
  gonePort = gone.port;
  await gone.close();
  process.env.EGRESS_ALLOW = `127.0.0.1:${api.port}, localhost:${other.port}, 127.0.0.1:${gonePort}`;
  harness = await runsHarness();
  ({ contracts } = await import("@/lib/api/contracts/all"));
});
afterAll(async () => {
  delete process.env.EGRESS_ALLOW;
  await harness.end();
  await api.close();
  await other.close();
});
beforeEach(() => {
  for (const server of [api, other]) {
    server.requests.length = 0;
    server.next.length = 0;
  }
});

const secret = (hosts: string[], value = "canary-secret-value") =>
  harness.workspace.client(contracts.secrets.create, { name: `Key ${++n}`, hosts, value });

/** Publishes a workflow of one HTTP step, enters a contact and works everything off. */
async function visit({ config, settings = {} }: { config: object; settings?: Record<string, unknown> }) {
  const tag = `go-${++n}`;
  const workflowId = await harness.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "h", type: "http_request", config: { url: `${api.url}/orders`, ...config }, settings },
      { id: "a", type: "add_note", config: { body: "Got {{ steps.http_request_2.fields.id }}" } },
    ],
  });
  const contactId = await harness.addContact({ first_name: 'A "quoted"\nname\\', last_name: "O'Neil & sons" });
  await harness.addTag(contactId, tag);
  await harness.drain();
  const [run] = await harness.runs(workflowId);
  const step = async () => (await harness.steps(run!.id as string)).find(({ node_id }) => node_id === "h")!;
  const effects = await harness.sql`select * from effects where run_id = ${run!.id as string}`;
  return { run: run!, step, effects, workflowId };
}

describe("the request", () => {
  test("carries values in JSON, address, query and headers exactly as they are", async () => {
    api.next.push({ status: 201, body: '{"items":[{"id":"A-1"}]}' });
    const { run, step } = await visit({
      config: {
        url: `${api.url}/o/{{ contact.last_name }}`,
        query: [{ name: "n", value: "{{ contact.first_name }}" }],
        headers: [{ name: "X-Name", value: "{{ contact.last_name }}" }],
        json: '{ "name": {{ contact.first_name }}, "text": "Hi {{ contact.first_name }}", "score": {{ contact.score }}, "none": {{ contact.phone }}, "tags": {{ contact.tags }} }',
        mapping: [{ name: "id", path: "items[0].id" }],
      },
    });
    const [request] = api.requests;
    expect(request?.path).toBe(`/o/O'Neil%20%26%20sons?${new URLSearchParams({ n: 'A "quoted"\nname\\' })}`);
    expect(request?.headers["x-name"]).toBe("O'Neil & sons");
    expect(JSON.parse(request!.body)).toMatchObject({
      name: 'A "quoted"\nname\\',
      text: 'Hi A "quoted"\nname\\',
      score: 0,
      none: null,
      tags: [expect.stringMatching(/^go-/)],
    });
    expect((await step()).output).toMatchObject({ status: 201, ok: true, fields: { id: "A-1" } });
    expect(run.status).toBe("completed");
  });

  test("takes secrets along to their hosts only, and leaves them out of everything that is stored", async () => {
    const { id } = await secret(["127.0.0.1"]);
    const headers = [{ name: "Authorization", from: "secret", secretId: id, prefix: "Bearer " }];
    const query = [{ name: "key", from: "secret", secretId: id }];
    await visit({ config: { method: "GET", headers, query, bodyType: "none" } });
    expect(api.requests[0]?.path).toBe("/orders?key=canary-secret-value");
    expect(api.requests[0]?.headers.authorization).toBe("Bearer canary-secret-value");
    const elsewhere = await secret(["api.example.com"]);
    const refused = await visit({
      config: { method: "GET", headers: [{ name: "X-Key", from: "secret", secretId: elsewhere.id }], bodyType: "none" },
    });
    expect(refused.run.status).toBe("failed");
    expect((await refused.step()).error).toMatch(/may only go to api\.example\.com/);
    expect(api.requests).toHaveLength(1);
    for (const table of [
      "effects",
      "workflow_run_steps",
      "workflow_runs",
      "secrets",
      "activities",
      "workflow_versions",
    ])
      expect(JSON.stringify(await harness.sql.unsafe(`select * from public.${table}`)), table).not.toContain(
        "canary-secret-value",
      );
    const [used] = await harness.sql`select last_used_at from secrets where id = ${id}`;
    expect(used?.last_used_at).not.toBeNull();
  });

  test("keeps no secret that the receiver repeats in its answer", async () => {
    const { id } = await secret(["127.0.0.1"], 'canary"echoed&value');
    const headers = [{ name: "X-Key", from: "secret", secretId: id, prefix: "Bearer " }];
    const config = { method: "GET", headers, bodyType: "none", mapping: [{ name: "id", path: "key" }] };
    const location = `/?key=${encodeURIComponent('canary"echoed&value')}`;
    api.next.push({ headers: { location }, body: JSON.stringify({ key: 'canary"echoed&value', plan: "gold" }) });
    const { step } = await visit({ config });
    expect(api.requests[0]?.headers["x-key"]).toBe('Bearer canary"echoed&value');
    expect((await step()).output).toMatchObject({
      body: { key: "•••", plan: "gold" },
      headers: { location: "/?key=•••" },
      fields: { id: "•••" },
    });
    api.next.push({ status: 401, body: 'No such key: canary"echoed&value' });
    expect((await (await visit({ config })).step()).error).toMatch(/answered 401: No such key: •••/);
    for (const table of ["effects", "workflow_run_steps", "notes"])
      expect(JSON.stringify(await harness.sql.unsafe(`select * from public.${table}`)), table).not.toContain("echoed");
  });

  test("loses secrets and its own headers when it is redirected elsewhere", async () => {
    const { id } = await secret(["127.0.0.1"]);
    api.next.push({ status: 307, headers: { location: `http://localhost:${other.port}/next` } });
    const { run } = await visit({
      config: {
        json: '{"a":1}',
        headers: [
          { name: "X-Key", from: "secret", secretId: id },
          { name: "X-Own", value: "mine" },
        ],
      },
    });
    expect(run.status).toBe("completed");
    expect(api.requests[0]?.headers).toMatchObject({ "x-key": "canary-secret-value", "x-own": "mine" });
    expect(other.requests[0]).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(other.requests[0]?.headers).not.toHaveProperty("x-key");
    expect(other.requests[0]?.headers).not.toHaveProperty("x-own");
  });

  test("stops after five redirects", async () => {
    for (let hop = 0; hop < 8; hop++) api.next.push({ status: 302, headers: { location: `/hop${hop}` } });
    const { step } = await visit({ config: { method: "GET", bodyType: "none" } });
    expect(api.requests).toHaveLength(6);
    expect((await step()).error).toMatch(/redirected more than 5 times/);
  });
});

describe("the answer", () => {
  test("is kept to its beginning, however long it is or unpacks to", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    for (const reply of [{ body: "x".repeat(3_000_000) }, { body: bomb, headers: { "content-encoding": "gzip" } }]) {
      api.next.push(reply);
      const { step, run } = await visit({ config: { method: "GET", bodyType: "none" } });
      expect(run.status).toBe("completed");
      const { body, truncated } = (await step()).output as { body: string; truncated: boolean };
      expect(truncated).toBe(true);
      expect(body.length).toBeLessThanOrEqual(32_000);
    }
  });

  test("that is no success fails the step, or takes the way for errors", async () => {
    api.next.push({ status: 422, body: '{"error":"no such plan"}' });
    const { step, run } = await visit({ config: { json: "{}" } });
    expect([run.status, (await step()).error]).toEqual([
      "failed",
      expect.stringMatching(/answered 422: .*no such plan/),
    ]);
    api.next.push({ status: 404 });
    expect((await visit({ config: { json: "{}", success: "2xx, 404" } })).run.status).toBe("completed");
    api.next.push({ status: 500 });
    expect((await visit({ config: { json: "{}" }, settings: { onError: "continue" } })).run.status).toBe("completed");
  });

  test("that asks to wait is waited for", async () => {
    api.next.push({ status: 429, headers: { "retry-after": "120" } }, { body: '{"id":7}' });
    const { workflowId } = await visit({ config: { json: "{}" }, settings: { retries: 2 } });
    expect(api.requests).toHaveLength(1);
    await harness.pass("125 seconds");
    await harness.drain();
    expect(api.requests).toHaveLength(2);
    expect((await harness.runs(workflowId))[0]?.status).toBe("completed");
    expect(api.requests[0]?.headers["idempotency-key"]).toBe(api.requests[1]?.headers["idempotency-key"]);
  });
});

describe("an interrupted request", () => {
  test("is made again where that is harmless, with the same bytes and key", async () => {
    for (const config of [
      { method: "PUT", json: "{}" },
      { method: "POST", json: "{}", repeatSafe: true },
    ]) {
      api.requests.length = 0;
      api.next.push("drop");
      const { workflowId } = await visit({ config, settings: { retries: 2 } });
      await harness.pass("10 minutes");
      await harness.drain();
      expect(api.requests).toHaveLength(2);
      expect(api.requests[0]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(api.requests[1]?.headers["idempotency-key"]).toBe(api.requests[0]?.headers["idempotency-key"]);
      expect(api.requests[1]?.body).toBe(api.requests[0]?.body);
      expect((await harness.runs(workflowId))[0]?.status).toBe("completed");
    }
  });

  test.each(["POST", "PATCH"])("by %s is never made again, and the step says so", async (method) => {
    for (const behaviour of ["drop", { status: 504 }] as const) {
      api.requests.length = 0;
      api.next.push(behaviour);
      const { run, step, effects } = await visit({ config: { method, json: "{}" }, settings: { retries: 3 } });
      await harness.pass("1 hour");
      await harness.drain();
      expect(api.requests).toHaveLength(1);
      expect(run.status).toBe("failed");
      expect((await step()).error).toMatch(/not known whether the request was done/);
      expect(effects).toMatchObject([{ kind: "http", status: "unknown" }]);
    }
  });

  test("whose owner died is settled as unknown in the ledger too, though the step fails for it", async () => {
    const tag = `go-${++n}`;
    const workflowId = await harness.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        { id: "h", type: "http_request", config: { url: `${api.url}/orders`, json: "{}" }, settings: { retries: 3 } },
      ],
    });
    await harness.addTag(await harness.addContact(), tag);
    const at = harness.pending().splice(0)[0]!.data;
    const { walk } = await import("@/lib/services/runs/walk");
    const { asWorker } = await import("@/lib/db/scoped");
    const owner = crypto.randomUUID();
    const dead = await asWorker({
      workspaceId: at.workspaceId,
      fn: (ctx) => walk({ ctx, at, leaseRun: "run-x", owner, limit: 20, last: false }),
    });
    expect(dead.value.claimed).toBeDefined();
    api.requests.length = 0;
    const { visit } = await import("@/lib/services/runs/advance");
    await visit({ at, leaseRun: "run-x" });
    await harness.drain();
    expect(api.requests).toHaveLength(0);
    const [run] = await harness.runs(workflowId);
    expect(run).toMatchObject({ status: "failed" });
    const [effect] = await harness.sql`select status, error from effects where run_id = ${run!.id as string}`;
    expect(effect).toEqual({ status: "unknown", error: expect.stringMatching(/interrupted.*not made again blindly/) });
    const step = (await harness.steps(run!.id as string)).find(({ node_id }) => node_id === "h");
    expect(step?.error).toMatch(/not known whether the request was done/);
  });

  test("that reached nobody has surely not been done", async () => {
    const { step, effects } = await visit({ config: { url: `http://127.0.0.1:${gonePort}/`, json: "{}" } });
    expect((await step()).error).toMatch(/takes no connections/);
    expect(effects).toMatchObject([{ status: "failed" }]);
  });
});
