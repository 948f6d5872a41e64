import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusals } from "./refusals.ts";
import { badInputWorld } from "./world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;
const { refused } = refusals(() => world);

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

const contact = (body: Record<string, unknown>) => ({ path: "/contacts", body: { first_name: "New", ...body } });

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
