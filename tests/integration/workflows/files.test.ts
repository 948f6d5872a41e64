import { afterAll, beforeAll, expect, test } from "vitest";
import { draw, type WorkflowsFixture, workflowsFixture } from "./fixture.ts";

let site: WorkflowsFixture;
let contracts: Awaited<typeof import("@/lib/api/contracts/all")>["contracts"];
beforeAll(async () => {
  site = await workflowsFixture();
  ({ contracts } = await import("@/lib/api/contracts/all"));
});
afterAll(() => site.end());

/** A journey that names a form, a segment, another workflow, a secret and a member. */
async function journey() {
  const { client, userId } = site.mine;
  const form = site.forms.published;
  const segment = await client(contracts.segments.create, { name: `VIPs ${crypto.randomUUID()}` });
  const other = await site.create(draw({ nodes: [{ id: "t", type: "manual" }] }), `After care ${crypto.randomUUID()}`);
  const secret = await client(contracts.secrets.create, {
    name: `Shop ${crypto.randomUUID()}`,
    hosts: ["api.example.com"],
    value: "not-a-real-value",
  } as never);
  const draft = draw({
    nodes: [
      { id: "t", type: "form_submitted", config: { formId: form } },
      { id: "g", type: "add_to_segment", config: { segmentId: segment.id } },
      {
        id: "h",
        type: "http_request",
        config: {
          method: "POST",
          url: "https://api.example.com/orders",
          headers: [
            { name: "X-Key", from: "secret", secretId: secret.id, value: "" },
            { name: "Authorization", from: "text", value: "Bearer typed-by-hand", secretId: "" },
            { name: "X-Plain", from: "text", value: "kept", secretId: "" },
          ],
        },
      },
      { id: "n", type: "notify_members", config: { who: "members", members: [userId], title: "Hi", body: "There" } },
      { id: "s", type: "start_workflow", config: { workflowId: other } },
    ],
    edges: ["t -> g", "g -> h", "h -> n", "n -> s"],
  });
  const id = await site.create(draft, "Round trip");
  const { revision } = await client(contracts.workflows.get, { id });
  await client(
    contracts.workflows.update,
    {
      id,
      description: "What it does",
      entry: { segment_gate: { segment_id: segment.id, in: false }, reentry: { mode: "once" } } as never,
      settings: { serial: "workflow" } as never,
    },
    { ifMatch: revision },
  );
  return { id, segment, other, secret };
}

test("a file holds graph, settings and names, and nothing that is secret or of people", async () => {
  const { id, segment, other, secret } = await journey();
  const file = await site.mine.client(contracts.workflowFiles.export, { id });
  expect(file).toMatchObject({ format: "leadloom.workflow", version: 1, workflow: { name: "Round trip" } });
  const text = JSON.stringify(file);
  for (const hidden of [secret.id, site.mine.userId, "typed-by-hand", site.mine.workspaceId])
    expect(text).not.toContain(hidden);
  expect(text).toContain("kept");
  expect(new Set(file.references.map((one) => `${one.kind} ${one.id}`))).toEqual(
    new Set([`form ${site.forms.published}`, `segment ${segment.id}`, `workflow ${other}`]),
  );
  expect(file.left_out.map((one) => `${one.node_id} ${one.kind} ${one.path}`)).toEqual([
    "h secret headers.0.secretId",
    "h secret headers.1.value",
    "n member members.0",
  ]);
});

test("imported where it came from it is the same draft again, but for what was left out, and is not live", async () => {
  const { id } = await journey();
  const { client } = site.mine;
  const file = await client(contracts.workflowFiles.export, { id });
  const made = await client(contracts.workflowFiles.import, { file, name: "Again" });
  expect(made).toMatchObject({ name: "Again", description: "What it does", status: "draft", live_version: null });
  expect(made.id).not.toBe(id);
  expect(made.problems.map((one) => one.code)).toEqual(expect.arrayContaining(["left_out_secret", "left_out_member"]));
  expect(made.problems.filter((one) => /form|segment|workflow/.test(one.code))).toEqual([]);
  const again = await client(contracts.workflowFiles.export, { id: made.id });
  expect({ ...again, left_out: [], workflow: { ...again.workflow, name: "" } }).toEqual({
    ...file,
    left_out: [],
    workflow: { ...file.workflow, name: "" },
  });
});

test("elsewhere things are found by their names; what is not there or there twice is a problem", async () => {
  const { id, segment, other } = await journey();
  const file = await site.mine.client(contracts.workflowFiles.export, { id });
  const { client } = site.theirs;
  const bare = await client(contracts.workflowFiles.import, { file });
  const paths = bare.problems.filter((one) => one.severity === "error").map((one) => one.path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "draft.nodes.1.config.segmentId",
      "draft.nodes.4.config.workflowId",
      "entry.segment_gate.segment_id",
    ]),
  );
  expect((await client(contracts.workflows.validate, { id: bare.id })).publishable).toBe(false);
  const theirs = await client(contracts.segments.create, { name: segment.name });
  const name = file.references.find((one) => one.id === other)!.name;
  const twin = await client(contracts.workflows.create, { name });
  const found = await client(contracts.workflowFiles.import, { file });
  expect(found.draft.nodes as unknown).toMatchObject([
    // Their only form of this name.
    { config: { formId: site.forms.foreign } },
    { config: { segmentId: theirs.id } },
    {},
    {},
    { config: { workflowId: twin.id } },
  ]);
  expect(found.entry.segment_gate).toEqual({ segment_id: theirs.id, in: false });
  await client(contracts.workflows.create, { name });
  const riddle = await client(contracts.workflowFiles.import, { file });
  expect(riddle.problems.map((one) => one.path)).toContain("draft.nodes.4.config.workflowId");
});

test("what is no such file, of another version or malformed is refused by its place", async () => {
  const { client } = site.mine;
  const file = {
    format: "leadloom.workflow",
    version: 1,
    workflow: { name: "X", graph: draw({ nodes: [{ id: "t", type: "no_such_step" }] }) },
  };
  const send = (changes: object) =>
    client(contracts.workflowFiles.import, { file: { ...file, ...changes } } as never).catch((error) => error);
  expect(await send({})).toMatchObject({ code: "validation", fields: [{ path: "file.workflow.graph.nodes.0.type" }] });
  expect(await send({ format: "something" })).toMatchObject({ code: "validation", fields: [{ path: "file.format" }] });
  expect(await send({ version: 2 })).toMatchObject({ code: "validation", fields: [{ path: "file.version" }] });
});

test("any two versions, and a version and the draft, are compared step by step in both directions", async () => {
  const { client } = site.mine;
  const save = async (id: string, nodes: Parameters<typeof draw>[0]["nodes"], edges: string[]) => {
    const { revision } = await client(contracts.workflows.get, { id });
    return client(contracts.workflows.update, { id, draft: draw({ nodes, edges }) }, { ifMatch: revision });
  };
  const t = { id: "t", type: "manual" };
  const wait = (amount: number) => ({ id: "w", type: "wait", config: { amount, unit: "days" } });
  const note = { id: "n", type: "add_note", config: { body: "x" } };
  const id = await site.create(draw({ nodes: [t, wait(1)], edges: ["t -> w"] }));
  await client(contracts.workflows.publish, { id });
  await save(id, [t, wait(2)], ["t -> w"]);
  await client(contracts.workflows.publish, { id });
  await save(id, [t, note], ["t -> n"]);
  const diff = (number: number, other: number | "draft") =>
    client(contracts.workflows.diff, { id, number, with: other } as never);
  expect(await diff(1, 2)).toEqual({
    from: 1,
    to: 2,
    nodes: [{ node_id: "w", name: "Wait", state: "changed", changes: ['"Wait": amount changed from 1 to 2.'] }],
  });
  expect((await diff(2, 1)).nodes[0]!.changes).toEqual(['"Wait": amount changed from 2 to 1.']);
  expect((await diff(1, "draft")).nodes.map((node) => [node.node_id, node.state])).toEqual([
    ["t", "changed"],
    ["n", "added"],
    ["w", "removed"],
  ]);
  expect((await diff(2, 2)).nodes).toEqual([]);
  await expect(diff(1, 9)).rejects.toMatchObject({ code: "not_found" });
});

test("a copy has the entry rules, the settings and the test cases of what it was made from", async () => {
  const { id } = await journey();
  const { client } = site.mine;
  await client(contracts.testCases.create, {
    id,
    name: "Goes through",
    input: {},
    expected: { status: "completed" },
  } as never);
  const copy = await client(contracts.workflows.duplicate, { id });
  const original = await client(contracts.workflows.get, { id });
  expect(copy).toMatchObject({ entry: original.entry, settings: original.settings, draft: original.draft });
  expect((await client(contracts.testCases.list, { id: copy.id })).data).toMatchObject([{ name: "Goes through" }]);
});
