import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badInputWorld, countRows, type Refused, readRefusal, type Send, waiting } from "./world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

/** Sends it and expects the refusal with exactly these fields, and not one row more or less. */
async function refusal(call: Parameters<Send>[0], expected: { status: number; fields?: string[] }): Promise<Refused> {
  const before = await countRows(world.sql);
  const answer = await readRefusal(await world.send(call));
  expect({ status: answer.status, fields: answer.fields }, answer.text).toEqual({ fields: [], ...expected });
  expect(await countRows(world.sql)).toEqual(before);
  return answer;
}

async function refused(...args: Parameters<typeof refusal>): Promise<void> {
  await refusal(...args);
}

const contact = (body: Record<string, unknown>) => ({ path: "/contacts", body: { first_name: "New", ...body } });
const graph = (nodes: Record<string, unknown>[], edges: string[] = []) => ({
  schemaVersion: 1,
  nodes: nodes.map((node, n) => ({ key: node.id, config: {}, position: { x: 0, y: n * 160 }, ...node })),
  edges: edges.map((line) => {
    const [source = "", target = ""] = line.split(" -> ");
    return { id: `${source}:out`, source, outlet: "out", target };
  }),
});

describe("a body is refused for", () => {
  const invalid: [what: string, body: Record<string, unknown>, field: string][] = [
    ["an unknown key", { nickname: "x" }, "nickname"],
    ["a key of the system", { workspace_id: crypto.randomUUID() }, "workspace_id"],
    ["a number where text belongs", { first_name: 5 }, "first_name"],
    ["a list where text belongs", { email: ["a@example.test"] }, "email"],
    ["null where a list belongs", { tags: null }, "tags"],
    ["an address without a domain", { email: "ada" }, "email"],
    ["a line break in an address", { email: "ada@example.test\nBcc: eve@example.test" }, "email"],
    ["a very long address", { email: `${"a".repeat(300)}@example.test` }, "email"],
    ["a very long name", { first_name: "x".repeat(100_000) }, "first_name"],
    ["a NUL in a name", { first_name: "A\0da" }, "first_name"],
    ["a NUL in a tag", { tags: ["ok", "a\0b"] }, "tags.1"],
    ["a NUL in a custom value", { custom: { note: "a\0b" } }, "custom.note"],
    ["half of an emoji", { first_name: "\ud83d" }, "first_name"],
    ["half of an emoji in a custom value", { custom: { note: "x\udc00" } }, "custom.note"],
    ["an odd custom key", { custom: { "Bad Key": 1 } }, "custom.Bad Key"],
    ["an object as custom value", { custom: { a: { b: 1 } } }, "custom.a"],
    ["a time zone that does not exist", { time_zone: "Mars/Olympus" }, "time_zone"],
    ["a phone without its country", { phone: "12345" }, "phone"],
    ["an unknown status", { status: "emperor" }, "status"],
    ["an owner who is no member", { owner_id: crypto.randomUUID() }, "owner_id"],
    ["101 tags", { tags: Array.from({ length: 101 }, (_, n) => `t${n}`) }, "tags"],
  ];
  test.each(invalid)("%s", (_what, body, field) => refused(contact(body), { status: 422, fields: [field] }));

  test("keys that would change the object instead of naming a field", async () => {
    for (const [raw, field] of [
      ['{"__proto__":{"do_not_contact":true},"first_name":"x"}', "__proto__"],
      ['{"first_name":"x","custom":{"__proto__":"y"}}', "custom.__proto__"],
      ['{"\\u005f_proto__":{}}', "__proto__"],
      ['{"constructor":{"prototype":{}}}', "constructor"],
      ['{"first_name":"x","toString":"y"}', "toString"],
    ] as const)
      await refused({ path: "/contacts", raw }, { status: 422, fields: [field] });
    expect(Object.hasOwn(Object.prototype, "do_not_contact")).toBe(false);
  });

  test.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/jsonp", 415],
    ["", 415],
  ])("the content type %j", (type, status) =>
    refused({ path: "/contacts", raw: '{"first_name":"x"}', headers: { "content-type": type } }, { status }),
  );

  test.each(["{", "{'a':1}", "[1,]", "\u0000", "NaN", "{} {}", '{"first_name":"\ttab"}', "\ufeff{", "nul"])(
    "broken JSON: %j",
    (raw) => refused({ path: "/contacts", raw }, { status: 400 }),
  );

  test.each(["[]", "null", '"text"', "5", "true"])("JSON that is no object: %s", async (raw) => {
    const before = await countRows(world.sql);
    const answer = await readRefusal(await world.send({ path: "/contacts", raw }));
    expect(answer.status).toBe(422);
    expect(await countRows(world.sql)).toEqual(before);
  });

  test("more than 1 MiB, also when it comes in pieces without a length", async () => {
    const raw = JSON.stringify({ first_name: "x".repeat(1024 * 1024) });
    await refused({ path: "/contacts", raw }, { status: 413 });
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    await refused({ path: "/contacts", raw: endless }, { status: 413 });
    expect(pulled).toBeLessThan(20);
  });

  test("nesting deeper than 32, also far deeper than a parser can follow", async () => {
    for (const depth of [33, 100_000]) {
      const raw = `{"first_name":${"[".repeat(depth)}${"]".repeat(depth)}}`;
      const answer = await refusal({ path: "/contacts", raw }, { status: 400 });
      expect(answer.text).toContain("32");
    }
  });
});

test("addresses, names and tags in other scripts are taken as they are", async () => {
  const body = {
    email: "ÄDA@example.test",
    first_name: "Åsa 🇸🇪 محمد",
    tags: ["日本", "𝒳"],
    custom: { note: "e\u0301" },
  };
  const answer = await world.send(contact(body));
  // An address outside ASCII is not one that mail can be sent to everywhere: it is refused, by name.
  expect((await readRefusal(answer)).fields).toEqual(["email"]);
  const taken = await world.send(contact({ ...body, email: "asa@example.test" }));
  expect([taken.status, await taken.json()]).toMatchObject([201, { first_name: body.first_name, tags: body.tags }]);
});

describe("a query is refused for", () => {
  test.each([
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=-1", "limit"],
    ["limit=abc", "limit"],
    ["limit=1.5", "limit"],
    ["limit=1e999", "limit"],
    ["limit=", "limit"],
    ["count=all", "count"],
    ["status=emperor", "status"],
    ["colour=red", "colour"],
    ["constructor=1", "constructor"],
    ["__proto__=1", "__proto__"],
    ["search=a%00b", "search"],
    ["tag=%00", "tag"],
    ["limit=1&limit=2", "limit"],
    ["cursor=x", "cursor"],
    [`cursor=${"A".repeat(600)}`, "cursor"],
  ])("%s", (query, field) => refused({ method: "GET", path: `/contacts?${query}` }, { status: 422, fields: [field] }));

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = "01900000-0000-7000-8000-000000000000";
  test.each([
    [["1", id]],
    [["2026-02-30T00:00:00Z", id]],
    [["0000-01-01T00:00:00Z", id]],
    [["2026-01-01T00:00:00+23:00", id]],
    [["2026-01-01T00:00:00Z", "-".repeat(36)]],
    [["2026-01-01T00:00:00Z", [id]]],
    [["2026-01-01T00:00:00Z'; drop table contacts; --", id]],
    [[null, null]],
    [{}],
    ["text"],
  ])("the made-up cursor %j, on every list", async (value) => {
    for (const path of [
      "/contacts",
      "/forms",
      "/workflows",
      "/runs",
      "/messages",
      "/submissions",
      "/api-keys",
      "/mailbox",
    ])
      await refused({ method: "GET", path: `${path}?cursor=${cursor(value)}` }, { status: 422, fields: ["cursor"] });
  });

  test("anything where nothing is asked for", () =>
    refused({ method: "GET", path: `/contacts/${world.own.contact}?expand=all` }, { status: 422, fields: ["expand"] }));

  test("searches full of signs with a meaning elsewhere are only searches", async () => {
    for (const search of [
      "%",
      "_",
      "\\",
      "'",
      "\\'",
      "' or 1=1 --",
      "a:*",
      "!(&|)",
      "<->",
      "\u202e",
      "😀",
      "{{ 7 | times: 7 }}",
    ])
      for (const path of ["/contacts", "/forms", "/workflows"]) {
        const answer = await world.send({ method: "GET", path: `${path}?${new URLSearchParams({ search })}` });
        expect(answer.status, `${path} ${search}`).toBe(200);
      }
  });
});

describe("what belongs to another workspace is refused", () => {
  test("in a path, in the words of what does not exist", async () => {
    const { foreign } = world;
    for (const [method, path] of [
      ["GET", `/contacts/${foreign.contact}`],
      ["PATCH", `/contacts/${foreign.contact}`],
      ["POST", `/contacts/${foreign.contact}/notes`],
      ["GET", `/forms/${foreign.form}`],
      ["POST", `/forms/${foreign.form}/submissions`],
      ["GET", `/submissions/${foreign.submission}`],
      ["POST", `/workflows/${foreign.workflow}/execute`],
      ["GET", `/runs/${foreign.run}`],
      ["POST", `/runs/${foreign.run}/cancel`],
      ["POST", `/runs/${foreign.run}/retry`],
      ["GET", `/messages/${foreign.message}`],
      ["DELETE", `/api-keys/${foreign.apiKey}`],
    ] as const) {
      const bodies: Record<string, unknown> = {
        notes: { body: "x" },
        submissions: { answers: { email: "x@example.test" } },
        execute: { contact_id: world.own.contact },
      };
      const body = method === "GET" || method === "DELETE" ? undefined : (bodies[path.split("/")[3] ?? ""] ?? {});
      const theirs = await refusal({ method, path, body }, { status: 404 });
      const nobodys = path.replace(/[0-9a-f-]{36}/, "01900000-0000-7000-8000-000000000000");
      const absent = await refusal({ method, path: nobodys, body }, { status: 404 });
      const words = (text: string) => JSON.parse(text).error.message;
      expect(words(theirs.text), path).toBe(words(absent.text));
    }
  });

  test("as the contact to execute for, and of an event", async () => {
    const path = `/workflows/${world.own.workflow}/execute`;
    await refused({ path, body: { contact_id: world.foreign.contact } }, { status: 422, fields: ["contact_id"] });
    const events = [
      { name: "x", email: "new@example.test" },
      { name: "x", contact_id: world.foreign.contact },
    ];
    await refused({ path: "/events", body: { events } }, { status: 422, fields: ["events.1.contact_id"] });
  });

  test("as a filter it finds nothing", async () => {
    const { foreign } = world;
    for (const path of [
      `/runs?workflow=${foreign.workflow}`,
      `/runs?contact=${foreign.contact}`,
      `/messages?contact=${foreign.contact}`,
      `/submissions?form=${foreign.form}`,
    ]) {
      const answer = (await (await world.send({ method: "GET", path })).json()) as { data: unknown[] };
      expect(answer.data, path).toEqual([]);
    }
  });

  test("as the form of a trigger, at the latest when it is published", async () => {
    const draft = graph([{ id: "start", type: "form_submitted", config: { formId: world.foreign.form } }]);
    const { id } = (await (await world.send({ path: "/workflows", body: { name: "Foreign", draft } })).json()) as {
      id: string;
    };
    const answer = await refusal(
      { path: `/workflows/${id}/publish`, body: {} },
      { status: 422, fields: ["draft.nodes.0.config.formId"] },
    );
    expect(answer.text).not.toContain("Published");
  });
});

describe("a form that is not published", () => {
  test("takes no submissions over the API", () =>
    refused(
      { path: `/forms/${world.own.closedForm}/submissions`, body: { answers: { email: "x@example.test" } } },
      { status: 410 },
    ));

  test("answers visitors as if there were none while it never was, and as closed once it was", async () => {
    const { GET, POST } = await import("@/app/f/[publicId]/route");
    const { forms } = await import("@/lib/api/contracts/forms");
    const { client } = world.mine;
    const once = await client(forms.create, { name: "Once" });
    await client(forms.publish, { id: once.id });
    await client(forms.unpublish, { id: once.id });
    for (const [publicId, status] of [
      [world.own.closedPublicId, 404],
      [once.public_id, 410],
      ["aaaaaaaaaa", 404],
      ["a\0aaaaaaaa", 404],
      ["' or 1=1--", 404],
    ] as const) {
      const params = Promise.resolve({ publicId });
      const url = "http://forms.test/f/x";
      const before = await countRows(world.sql);
      const page = await GET(new Request(url, { headers: { accept: "text/html" } }), { params });
      expect([page.status, (await page.text()).includes("<form")]).toEqual([status, false]);
      const body = new URLSearchParams({ email: "x@example.test" });
      expect((await POST(new Request(url, { method: "POST", body }), { params })).status).toBe(status);
      expect(await countRows(world.sql)).toEqual(before);
    }
  });

  test("refuses answers it did not ask for, and names them", async () => {
    const answers = { email: "nothing", note: { a: 1 }, extra: "x" };
    const body = { answers };
    const path = `/forms/${world.own.form}/submissions`;
    const before = await countRows(world.sql);
    const answer = await readRefusal(await world.send({ path, body }));
    expect(answer.status).toBe(422);
    expect(answer.fields).toContain("answers.note");
    const rest = await readRefusal(await world.send({ path, body: { answers: { ...answers, note: "ok" } } }));
    expect(rest.fields.sort()).toEqual(["answers.email", "answers.extra"]);
    const missing = await readRefusal(await world.send({ path, body: { answers: {} } }));
    expect(missing.fields).toEqual(["answers.email"]);
    expect(await countRows(world.sql)).toEqual(before);
  });
});

describe("a workflow is refused for", () => {
  test("an unknown node type, an unknown key and a template that does not parse", async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ id: "a", type: "teleport" }, "draft.nodes.1.type"],
      [{ id: "a", type: "add_tag", config: { tag: "x", extra: 1 } }, "draft.nodes.1.config.extra"],
    ];
    for (const [node, field] of cases) {
      const draft = graph([{ id: "start", type: "manual" }, node], ["start -> a"]);
      await refused({ path: "/workflows", body: { name: "No", draft } }, { status: 422, fields: [field] });
    }
  });

  test("a cycle without a wait, a missing field and a broken template, when it is published", async () => {
    const start = { id: "start", type: "manual" };
    const cases: [ReturnType<typeof graph>, RegExp][] = [
      [
        graph(
          [
            start,
            { id: "a", type: "add_tag", config: { tag: "x" } },
            { id: "b", type: "add_tag", config: { tag: "y" } },
          ],
          ["start -> a", "a -> b", "b -> a"],
        ),
        /^draft\.nodes\.[12]/,
      ],
      [graph([start, { id: "a", type: "add_tag", config: {} }], ["start -> a"]), /^draft\.nodes\.1\.config\.tag$/],
      [
        graph([start, { id: "a", type: "add_note", config: { body: "Hi {{ contact.first_name" } }], ["start -> a"]),
        /^draft\.nodes\.1\.config\.body$/,
      ],
    ];
    for (const [draft, field] of cases) {
      const made = await world.send({ path: "/workflows", body: { name: "Bad", draft } });
      const { id } = (await made.json()) as { id: string };
      const before = await countRows(world.sql);
      const answer = await readRefusal(await world.send({ path: `/workflows/${id}/publish`, body: {} }));
      expect(answer.status).toBe(422);
      expect(
        answer.fields.some((each) => field.test(each)),
        answer.text,
      ).toBe(true);
      expect(await countRows(world.sql)).toEqual(before);
    }
  });

  test("a revision that is none, and one that is stale", async () => {
    const path = `/workflows/${world.own.workflow}`;
    for (const header of ["abc", "1.5", "-1", "1e3", "0x1", " ", '"', '"1', "*", "99999999999", 'W/"1"'])
      await refused(
        { method: "PATCH", path, body: { name: "X" }, headers: { "if-match": header } },
        { status: 400, fields: ["If-Match"] },
      );
    await refused(
      { method: "PATCH", path, body: { draft: waiting() }, headers: { "if-match": '"999"' } },
      { status: 409 },
    );
  });
});

describe("other values the database could not take", () => {
  test.each(["0", "-1", "1.5", "abc", "2147483648", "99999999999999999999", "1e3 ", "%00"])(
    "the version number %s names nothing",
    (number) =>
      refused({ method: "GET", path: `/workflows/${world.own.workflow}/versions/${number}` }, { status: 404 }),
  );

  test.each([
    "yesterday",
    "2026-02-30T00:00:00Z",
    "2026-01-01",
    "2026-01-01T00:00:00",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+10:00",
    "9999-12-31T23:59:59-10:00",
    "2026-01-01T00:00:00+23:00",
    "2026-01-01T24:00:00Z",
  ])("the instant %s", (occurred_at) =>
    refused(
      { path: "/events", body: { events: [{ name: "x", email: "new@example.test", occurred_at }] } },
      { status: 422, fields: ["events.0.occurred_at"] },
    ),
  );

  test.each(["not-an-id", "1", "00000000-0000-0000-0000-00000000000g", "%00", "..%2f..", "'--"])("the id %s", (id) =>
    refused({ method: "GET", path: `/contacts/${id}` }, { status: 404 }),
  );

  test("an idempotency key of 300 characters, and one used for another body", async () => {
    const headers = { "idempotency-key": "k".repeat(300) };
    await refused({ ...contact({}), headers }, { status: 422, fields: ["Idempotency-Key"] });
    const once = { "idempotency-key": "once" };
    expect((await world.send({ ...contact({ company: "A" }), headers: once })).status).toBe(201);
    await refused({ ...contact({ company: "B" }), headers: once }, { status: 409 });
  });
});
