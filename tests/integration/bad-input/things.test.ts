import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusals } from "./refusals.ts";
import { badInputWorld, countRows, readRefusal, waiting } from "./world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;
const { refusal, refused } = refusals(() => world);

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

const graph = (nodes: Record<string, unknown>[], edges: string[] = []) => ({
  schemaVersion: 1,
  nodes: nodes.map((node, n) => ({ key: node.id, config: {}, position: { x: 0, y: n * 160 }, ...node })),
  edges: edges.map((line) => {
    const [source = "", target = ""] = line.split(" -> ");
    return { id: `${source}:out`, source, outlet: "out", target };
  }),
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
