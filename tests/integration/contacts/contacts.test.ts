import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeMember, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let workspace: TestWorkspace;
let calls: typeof import("@/lib/api/contracts/contacts").contacts;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
  ({ contacts: calls } = await import("@/lib/api/contracts/contacts"));
});
afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await database.drop();
});
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const create = (fields: object) => workspace.client(calls.create, fields as never);
const names = async (filter: object) =>
  (await workspace.client(calls.list, filter as never)).data.map((contact) => contact.name).sort();

describe("what is refused", () => {
  test("a second living contact with the same address, in any case, named by its field", async () => {
    const first = await create({ email: "Ada@Example.com" });
    await expect(create({ email: "ADA@example.com" })).rejects.toMatchObject({
      status: 409,
      fields: [{ path: "email" }],
      details: { contact_id: first.id },
    });
    const other = await create({ email: "bob@example.com" });
    await expect(workspace.client(calls.update, { id: other.id, email: "ada@example.com" })).rejects.toMatchObject({
      status: 409,
    });
  });

  test.each([
    ["a number without a country code", { phone: "030 901820" }, "phone"],
    ["an unknown time zone", { email: "a@b.example", time_zone: "Mars/Base" }, "time_zone"],
    ["an owner who is no member", { email: "a@b.example", owner_id: crypto.randomUUID() }, "owner_id"],
    ["nobody at all", { company: "Acme" }, "email"],
    ["a broken address", { email: "not-an-address" }, "email"],
  ])("%s", async (_, fields, path) => {
    await expect(create(fields)).rejects.toMatchObject({ status: 422, fields: [{ path }] });
    expect(await names({})).toEqual([]);
  });

  test("a contact of another workspace, as if it were not there", async () => {
    const stranger = await makeWorkspace();
    const { id } = await create({ email: "mine@example.com" });
    for (const call of [
      () => stranger.client(calls.get, { id }),
      () => stranger.client(calls.update, { id, first_name: "X" }),
      () => stranger.client(calls.remove, { id }),
    ])
      await expect(call()).rejects.toMatchObject({ status: 404 });
    expect((await workspace.client(calls.get, { id })).first_name).toBeNull();
  });
});

test("numbers are kept as E.164, tags once whatever their case, custom fields merged", async () => {
  const made = await create({
    phone: "+49 (30) 90 18 20",
    tags: ["VIP", "vip", "news"],
    custom: { plan: "pro", seats: 3 },
  });
  expect(made).toMatchObject({ phone: "+4930901820", tags: ["VIP", "news"] });
  const changed = await workspace.client(calls.update, { id: made.id, custom: { seats: null, region: "EU" } });
  expect(changed.custom).toEqual({ plan: "pro", region: "EU" });
});

test("search finds beginnings of words; tag and status narrow it", async () => {
  await create({
    email: "grace.hopper@navy.example",
    first_name: "Grace",
    last_name: "Hopper",
    tags: ["vip"],
    status: "customer",
  });
  await create({ email: "alan@bletchley.example", first_name: "Alan", last_name: "Turing", tags: ["vip"] });
  expect(await names({ search: "hop" })).toEqual(["Grace Hopper"]);
  expect(await names({ search: "bletch" })).toEqual(["Alan Turing"]);
  expect(await names({ search: "grace turing" })).toEqual([]);
  expect(await names({ search: "'; drop table contacts; --" })).toEqual([]);
  expect(await names({ tag: "vip" })).toEqual(["Alan Turing", "Grace Hopper"]);
  expect(await names({ tag: "vip", status: "customer" })).toEqual(["Grace Hopper"]);
});

test("pages follow each other without a gap or a repeat", async () => {
  for (let n = 0; n < 7; n++) await create({ email: `p${n}@example.com` });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: { data: { email: string | null }[]; next_cursor: string | null } = await workspace.client(calls.list, {
      limit: 3,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.data.map(({ email }) => email ?? ""));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["p6", "p5", "p4", "p3", "p2", "p1", "p0"].map((name) => `${name}@example.com`));
  expect((await workspace.client(calls.list, { count: "exact", limit: 1 })).count).toBe(7);
});

test("two upserts at once make one contact", async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => workspace.client(calls.upsert, { email: "same@example.com", first_name: `N${n}` })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.filter(({ created }) => created)).toHaveLength(1);
});

test("every change is on the timeline with its values, and a note with its words", async () => {
  const { id } = await create({ email: "t@example.com", tags: ["a"] });
  await workspace.client(calls.update, { id, first_name: "Tess", tags: ["b"] });
  await workspace.client(calls.addNote, { id, body: "Called back" });
  const { data } = await workspace.client(calls.activities, { id });
  expect(data.map(({ type }) => type)).toEqual([
    "note.added",
    ...["contact.tag_removed", "contact.tag_added", "contact.updated"],
    ...["contact.tag_added", "contact.created"],
  ]);
  expect(data[0]).toMatchObject({ note: "Called back", source: "api" });
  expect(data[3]?.changes).toEqual({ first_name: { from: null, to: "Tess" } });
});

test("consent keeps its proof; granting again lifts an unsubscribe", async () => {
  const { id } = await create({ email: "c@example.com" });
  await workspace.client(calls.setConsent, {
    id,
    channel: "email",
    status: "granted",
    text: "Send me news",
    source: "fair",
  });
  await workspace.client(calls.setConsent, { id, channel: "email", status: "unsubscribed", source: "phone call" });
  expect((await workspace.client(calls.get, { id })).consents).toMatchObject([
    { channel: "email", status: "unsubscribed" },
  ]);
  const { data } = await workspace.client(calls.consents, { id });
  expect(data).toMatchObject([
    { status: "unsubscribed", source: "phone call" },
    { status: "granted", text: "Send me news", source: "fair" },
  ]);
});

test("a deleted contact is gone from every list, and its address is free again", async () => {
  const { id } = await create({ email: "gone@example.com" });
  await workspace.client(calls.remove, { id });
  await expect(workspace.client(calls.get, { id })).rejects.toMatchObject({ status: 404 });
  expect(await names({})).toEqual([]);
  await expect(create({ email: "gone@example.com" })).resolves.toMatchObject({ email: "gone@example.com" });
});

test("an editor may write, a viewer may only read", async () => {
  const { asMember } = await import("@/lib/db/scoped");
  const { createContact } = await import("@/lib/services/contacts/create-contact");
  const [editor, viewer] = [
    await makeMember({ workspace, role: "editor" }),
    await makeMember({ workspace, role: "viewer" }),
  ];
  const add = (actor: typeof editor, email: string) =>
    asMember({ actor, fn: (ctx) => createContact({ ctx, input: { email } }) });
  await expect(add(editor, "e@example.com")).resolves.toBeTruthy();
  await expect(add(viewer, "v@example.com")).rejects.toMatchObject({ code: "forbidden" });
});

test("custom events count once for their id, make contacts of new addresses, and stand on the timeline", async () => {
  const { events } = await import("@/lib/api/contracts/events");
  const event = { name: "trial_started", email: "new@example.com", event_id: "e-1", properties: { plan: "pro" } };
  expect(await workspace.client(events.send, { events: [event] })).toEqual({ accepted: 1, duplicates: 0 });
  expect(await workspace.client(events.send, { events: [event] })).toEqual({ accepted: 0, duplicates: 1 });
  const [contact] = (await workspace.client(calls.list, { search: "new" })).data;
  const { data } = await workspace.client(calls.activities, { id: contact?.id ?? "" });
  expect(data[0]).toMatchObject({
    type: "event.received",
    data: { name: "trial_started", properties: { plan: "pro" } },
  });
  await expect(
    workspace.client(events.send, { events: [{ name: "x", contact_id: crypto.randomUUID() }] }),
  ).rejects.toMatchObject({
    status: 422,
    fields: [{ path: "events.0.contact_id" }],
  });
});
