import { expect, test } from "../support/e2e.ts";
import { budgetForm, type Call, graphOf, requestGraph, restClient } from "../support/e2e-api.ts";

test.describe.configure({ mode: "serial" });

let call: Call;
let form: { id: string; url: string };
let workflow: { id: string; revision: number };
const email = `kai.${crypto.randomUUID().slice(0, 8)}@example.test`;
const shortWait = (formId: string) => {
  const graph = requestGraph({ formId });
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === "pause" ? { ...node, type: "add_note", config: { body: "Came in" } } : node,
    ),
  };
};

test.beforeAll(({ demo }) => {
  call = restClient(demo);
});

test("a form is created and published", async () => {
  const made = await call("POST", "/forms", { body: { name: "API form", draft: budgetForm } });
  expect(made.status).toBe(201);
  form = made.body;
  expect(made.body).toMatchObject({ status: "draft", version: null });
  const published = await call("POST", `/forms/${form.id}/publish`, { body: { note: "One" } });
  expect(published.body).toMatchObject({ status: "published", version: 1, has_changes: false });
});

test("a workflow is created, refused while something is missing, and published", async () => {
  const empty = graphOf({
    steps: [
      ["start", "form_submitted", { formId: form.id }],
      ["mail", "send_email", { purpose: "transactional", subject: "", body: "Hello" }],
    ],
    arrows: [["start", "out", "mail"]],
  });
  const made = await call("POST", "/workflows", { body: { name: "API workflow", draft: empty } });
  expect(made.status).toBe(201);
  workflow = made.body;
  const checked = await call("POST", `/workflows/${workflow.id}/validate`, { body: {} });
  expect(checked.body.publishable).toBe(false);
  expect(checked.body.problems).toContainEqual(
    expect.objectContaining({
      node_id: "mail",
      path: "draft.nodes.1.config.subject",
      message: expect.stringContaining("Write a subject."),
    }),
  );
  const refused = await call("POST", `/workflows/${workflow.id}/publish`, { body: {} });
  expect(refused.status).toBe(422);
  expect(refused.body.error).toMatchObject({ code: expect.any(String), request_id: expect.any(String) });
  expect(refused.body.error.fields).toContainEqual(expect.objectContaining({ path: "draft.nodes.1.config.subject" }));
  expect((await call("GET", `/workflows/${workflow.id}`)).body.live_version).toBe(null);

  const edited = await call("PATCH", `/workflows/${workflow.id}`, {
    body: { draft: shortWait(form.id) },
    headers: { "if-match": String(workflow.revision) },
  });
  expect(edited.status).toBe(200);
  const stale = await call("PATCH", `/workflows/${workflow.id}`, {
    body: { name: "Too late" },
    headers: { "if-match": String(workflow.revision) },
  });
  expect(stale.status).toBe(409);
  expect(stale.body.error).toMatchObject({ code: "revision_conflict" });
  const published = await call("POST", `/workflows/${workflow.id}/publish`, {
    body: { note: "First" },
    headers: { "if-match": String(edited.body.revision) },
  });
  expect(published.body).toMatchObject({ status: "live", live_version: 1, name: "API workflow" });
});

test("the same idempotency key and body is one submission; another body is refused", async () => {
  const key = crypto.randomUUID();
  const send = (answers: Record<string, string>) =>
    call("POST", `/forms/${form.id}/submissions`, { body: { answers }, headers: { "idempotency-key": key } });
  const answers = { email, first_name: "Kai", budget: "over_10k" };
  const first = await send(answers);
  expect(first.status).toBe(201);
  const again = await send(answers);
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  const other = await send({ ...answers, budget: "under_10k" });
  expect(other.status).toBe(409);
  expect(other.body.error.code).toBe("idempotency_conflict");
  const { body } = await call("GET", `/submissions?form=${form.id}&count=exact`);
  expect(body.count).toBe(1);
});

test("its run completes, with the steps it took and the message it sent", async () => {
  const list = async () => (await call("GET", `/runs?workflow=${workflow.id}`)).body.data;
  await expect.poll(async () => (await list())[0]?.status).toBe("completed");
  const [run] = await list();
  expect(run).toMatchObject({ version: 1, contact: { email }, current_nodes: [] });
  const steps = (await call("GET", `/runs/${run.id}/steps`)).body.data;
  expect(steps.map((step: { key: string; outlet: string }) => [step.key, step.outlet])).toEqual([
    ["start", "out"],
    ["pause", "out"],
    ["large", "yes"],
    ["mail", "out"],
  ]);
  const messages = (await call("GET", `/messages?contact=${run.contact.id}`)).body.data;
  expect(messages).toMatchObject([
    { status: "sent", to_address: email, subject: "Thank you, Kai", purpose: "transactional", run_id: run.id },
  ]);
  const activities = (await call("GET", `/contacts/${run.contact.id}/activities`)).body.data;
  expect(activities.map(({ type }: { type: string }) => type)).toEqual(
    expect.arrayContaining(["form.submitted", "contact.created"]),
  );
  const decisions = (await call("GET", `/workflows/${workflow.id}/decisions`)).body.data;
  expect(decisions).toMatchObject([{ entered: true, run_id: run.id }]);
});

test("bad input is refused with the field named, and nothing is written", async () => {
  const count = async () => (await call("GET", "/workflows?count=exact")).body.count;
  const before = await count();
  const cases = [
    { body: { name: "" }, status: 422, path: "name" },
    { body: { name: "X", surprise: 1 }, status: 422, path: "surprise" },
    {
      body: { name: "X", draft: graphOf({ steps: [["a", "no_such_node", {}]], arrows: [] }) },
      status: 422,
      path: "draft.nodes.0.type",
    },
  ];
  for (const { body, status, path } of cases) {
    const answer = await call("POST", "/workflows", { body });
    expect(answer.status, JSON.stringify(body)).toBe(status);
    expect(answer.body.error.fields).toContainEqual(expect.objectContaining({ path, message: expect.any(String) }));
  }
  expect(await count()).toBe(before);
  const large = await call("POST", "/workflows", { body: { name: "x".repeat(1_100_000) } });
  expect([large.status, large.body.error.code]).toEqual([413, expect.any(String)]);
  const deep = JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`);
  expect((await call("POST", "/events", { body: { name: "deep", email, properties: deep } })).status).toBe(400);
});

test("strangers, unknown ids and unknown keys get one error shape", async ({ demo }) => {
  const stranger = restClient({ url: demo.url, apiKey: "ll_this_key_does_not_exist" });
  const unknown = await stranger("GET", "/contacts");
  expect(unknown.status).toBe(401);
  const missing = await call("GET", `/contacts/${crypto.randomUUID()}`);
  expect(missing.status).toBe(404);
  for (const { body } of [unknown, missing]) {
    expect(Object.keys(body)).toEqual(["error"]);
    expect(body.error).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.stringMatching(/\.$/),
      request_id: expect.any(String),
    });
  }
});

test("every answer says how many requests are left", async () => {
  const left = async () => {
    const { headers } = await call("GET", "/contacts?limit=1");
    expect(Number(headers.get("ratelimit-limit"))).toBeGreaterThan(0);
    expect(Number(headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    return Number(headers.get("ratelimit-remaining"));
  };
  expect(await left()).not.toBe(await left());
});

test("the OpenAPI document names every call that was made here", async ({ demo }) => {
  const document = await (await fetch(`${demo.url}/api/v1/openapi.json`)).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const calls = Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, "")}`),
  );
  expect(calls).toEqual(
    expect.arrayContaining([
      "POST /forms",
      "POST /forms/{id}/publish",
      "POST /forms/{id}/submissions",
      "POST /workflows",
      "PATCH /workflows/{id}",
      "POST /workflows/{id}/validate",
      "POST /workflows/{id}/publish",
      "GET /workflows/{id}/decisions",
      "GET /runs",
      "GET /runs/{id}/steps",
      "POST /runs/{id}/cancel",
      "POST /runs/{id}/retry",
      "GET /messages",
      "GET /contacts/{id}/activities",
    ]),
  );
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(document.components.schemas, `the reference to ${name}`).toHaveProperty(name!);
});
