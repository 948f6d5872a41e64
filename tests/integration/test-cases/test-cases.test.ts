import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let calls: Awaited<ReturnType<typeof contractsOf>>;
beforeAll(async () => {
  h = await runsHarness();
  calls = await contractsOf();
});
afterAll(() => h.end());

async function contractsOf() {
  const { testCases } = await import("@/lib/api/contracts/test-cases");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  return { ...testCases, createWorkflow: workflows.create, patch: workflows.update, publish: workflows.publish };
}

const draft = (tag: string) =>
  graphOf({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "gold" } },
      { id: "i", type: "if_else", config: { condition: { field: "contact.tags", op: "has_tag", value: tag } } },
      { id: "a", type: "add_tag", name: "Mark", config: { tag: "yes" } },
      { id: "b", type: "add_tag", config: { tag: "no" } },
    ],
    edges: ["t -> i", "i.yes -> a", "i.no -> b"],
  }) as never;

async function setUp() {
  const { client } = h.workspace;
  const { id } = await client(calls.createWorkflow, { name: "Cases", draft: draft("vip") });
  const contact_id = await h.addContact({ tags: ["vip"] });
  const expected = { path: ["t", "i", "a"], status: "completed" as const, outlets: { i: "yes" }, sends: [] };
  const made = await client(calls.create, { id, name: "A VIP is marked", input: { contact_id }, expected });
  return { client, id, contact_id, made };
}

describe("Test cases", () => {
  test("pass while the draft does what is expected, and say in words what it does otherwise", async () => {
    const { client, id, made } = await setUp();
    expect(made).toMatchObject({ name: "A VIP is marked", passed: null, failures: [] });
    expect(await client(calls.runAll, { id })).toMatchObject({ passed: 1, failed: 0 });
    await client(calls.patch, { id, draft: draft("other") });
    const ran = await client(calls.runAll, { id });
    expect(ran).toMatchObject({ passed: 0, failed: 1, data: [{ passed: false }] });
    expect(ran.data[0]!.failures).toEqual([
      'Step 3 was "add_tag_4"; expected "Mark".',
      '"if_else_2" left by "no"; expected "yes".',
    ]);
    expect(await client(calls.get, { id: made.id })).toMatchObject({ passed: false, failures: ran.data[0]!.failures });
  });

  test("that fail stop publishing with words, unless it is forced; nothing is published then", async () => {
    const { client, id } = await setUp();
    await client(calls.publish, { id });
    await client(calls.patch, { id, draft: draft("other") });
    await expect(client(calls.publish, { id })).rejects.toMatchObject({
      code: "not_publishable",
      message: 'The test case "A VIP is marked" fails. Change the draft or the test, or publish anyway with force.',
      fields: [{ message: 'A VIP is marked: Step 3 was "add_tag_4"; expected "Mark".' }],
    });
    const [before] = await h.sql`select count(*)::int as n from public.workflow_versions where workflow_id = ${id}`;
    expect(before!.n).toBe(1);
    expect(await client(calls.publish, { id, force: true })).toMatchObject({ live_version: 2 });
  });

  test("fail in words when their contact is gone, and can be changed and deleted", async () => {
    const { client, id, contact_id, made } = await setUp();
    await h.sql`update public.contacts set deleted_at = private.now() where id = ${contact_id}`;
    expect((await client(calls.runAll, { id })).data[0]!.failures).toEqual(["There is no such contact."]);
    const changed = await client(calls.update, { id: made.id, input: {}, expected: { path: ["t", "i", "b"] } });
    expect(changed).toMatchObject({ passed: null, failures: [] });
    expect(await client(calls.runAll, { id })).toMatchObject({ passed: 1 });
    await client(calls.remove, { id: made.id });
    expect((await client(calls.list, { id })).data).toEqual([]);
    await expect(client(calls.get, { id: made.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("need a name of their own and something to expect", async () => {
    const { client, id } = await setUp();
    const again = { id, name: "A VIP is marked", input: {}, expected: { status: "completed" as const } };
    await expect(client(calls.create, again)).rejects.toMatchObject({ fields: [{ path: "name" }] });
    await expect(client(calls.create, { ...again, name: "Other", expected: {} })).rejects.toMatchObject({
      fields: [{ path: "expected" }],
    });
  });
});
