import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusals } from "./refusals.ts";
import { badInputWorld, countRows, readRefusal } from "./world.ts";

let world: Awaited<ReturnType<typeof badInputWorld>>;
const { refusal, refused } = refusals(() => world);

beforeAll(async () => {
  world = await badInputWorld();
});
afterAll(() => world.end());

const contact = (body: Record<string, unknown>) => ({ path: "/contacts", body: { first_name: "New", ...body } });

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
