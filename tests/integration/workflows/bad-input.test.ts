import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workflows } from "@/lib/api/contracts/workflows";
import { draw, refusal, type WorkflowsFixture, workflowsFixture } from "./fixture.ts";

let site: WorkflowsFixture;
const email = { purpose: "transactional", subject: "Hello", body: "Text" };

beforeAll(async () => {
  site = await workflowsFixture();
});
afterAll(() => site.end());

const count = async (table: string) =>
  (await site.sql.unsafe(`select count(*)::int as n from ${table}`))[0]?.n as number;
const fieldsOf = (error: { fields: { path: string }[] }) => error.fields.map((field) => field.path);

/** Publishing a stored draft is refused, naming the field, and leaves neither version nor trigger nor status behind. */
async function expectUnpublishable(draft: Record<string, unknown>, path: string): Promise<string> {
  const id = await site.create(draft);
  const before = [await count("workflow_versions"), await count("workflow_triggers")];
  const error = await refusal(site.mine.client(workflows.publish, { id, note: "" }));
  expect([error.status, error.code]).toEqual([422, "not_publishable"]);
  expect(fieldsOf(error)).toContain(path);
  expect([await count("workflow_versions"), await count("workflow_triggers")]).toEqual(before);
  expect((await site.sql`select status, published_version_id from workflows where id = ${id}`)[0]).toEqual({
    status: "draft",
    published_version_id: null,
  });
  return error.fields.find((field) => field.path === path)?.message ?? "";
}

describe("publishing refuses", () => {
  test("a cycle in which no time passes", async () => {
    const nodes = [
      { id: "start", type: "manual" },
      { id: "a", type: "add_tag", config: { tag: "x" } },
      { id: "b", type: "remove_tag", config: { tag: "x" } },
    ];
    const id = await site.create(draw({ nodes, edges: ["start -> a", "a -> b", "b -> a"] }));
    const error = await refusal(site.mine.client(workflows.publish, { id, note: "" }));
    expect(error.code).toBe("not_publishable");
    expect(error.fields.some(({ path }) => /^draft\.nodes\.[12]/.test(path))).toBe(true);
    expect(await count("workflow_versions")).toBe(0);
  });

  test("a missing field", async () => {
    const nodes = [
      { id: "start", type: "manual" },
      { id: "mail", type: "send_email", config: { purpose: "transactional", body: "Text" } },
    ];
    await expectUnpublishable(draw({ nodes, edges: ["start -> mail"] }), "draft.nodes.1.config.subject");
  });

  test("a form that is not published", async () => {
    const nodes = [{ id: "start", type: "form_submitted", config: { formId: site.forms.draft } }];
    const message = await expectUnpublishable(draw({ nodes }), "draft.nodes.0.config.formId");
    expect(message).toContain("not published");
  });

  test("a form of another workspace, in the words of one that does not exist", async () => {
    const nodes = (formId: string) => [{ id: "start", type: "form_submitted", config: { formId } }];
    const path = "draft.nodes.0.config.formId";
    const foreign = await expectUnpublishable(draw({ nodes: nodes(site.forms.foreign) }), path);
    const absent = await expectUnpublishable(draw({ nodes: nodes("01900000-0000-7000-8000-000000000000") }), path);
    expect(foreign).toBe(absent);
  });

  test("a foreign form in an awaited event", async () => {
    const awaited = { id: "a", name: "Sent", type: "form.submitted", key: site.forms.foreign };
    const nodes = [
      { id: "start", type: "manual" },
      { id: "wait", type: "wait_for_event", config: { events: [awaited], timeout: { amount: 1, unit: "days" } } },
    ];
    await expectUnpublishable(draw({ nodes, edges: ["start -> wait"] }), "draft.nodes.1.config.events.0.key");
  });

  test("a template that does not parse", async () => {
    const nodes = [
      { id: "start", type: "manual" },
      { id: "mail", type: "send_email", config: { ...email, subject: "Hello {{ contact.first_name" } },
    ];
    await expectUnpublishable(draw({ nodes, edges: ["start -> mail"] }), "draft.nodes.1.config.subject");
  });

  test("marketing email without sender and postal address", async () => {
    const nodes = [
      { id: "start", type: "manual" },
      { id: "mail", type: "send_email", config: { ...email, purpose: "marketing" } },
    ];
    const draft = draw({ nodes, edges: ["start -> mail"] });
    for (const name of ["sender_name", "sender_email", "postal_address"])
      await expectUnpublishable(draft, `workspace.${name}`);
  });

  test("an empty workflow", async () => {
    await expectUnpublishable(draw({ nodes: [] }), "draft");
  });
});

describe("a draft is refused, and the stored one stays, for", () => {
  const start = { id: "start", type: "manual" };
  const cases: [what: string, draft: Record<string, unknown>, path: string][] = [
    ["an unknown node type", draw({ nodes: [{ id: "x", type: "teleport" }] }), "draft.nodes.0.type"],
    ["an unknown key of a node", draw({ nodes: [{ ...start, colour: "red" } as never] }), "draft.nodes.0.colour"],
    [
      "an unknown key of its settings",
      draw({ nodes: [start, { id: "a", type: "add_tag", config: { tag: "x", tags: [] } }] }),
      "draft.nodes.1.config.tags",
    ],
    [
      "a setting of the wrong type",
      draw({ nodes: [start, { id: "m", type: "send_email", config: { ...email, subject: 5 } }] }),
      "draft.nodes.1.config.subject",
    ],
    ["two nodes with one id", draw({ nodes: [start, start] }), "draft.nodes.1.id"],
    ["an edge to nowhere", draw({ nodes: [start], edges: ["start -> gone"] }), "draft.edges.0.target"],
    ["no nodes at all", { edges: [] }, "draft.nodes"],
    [
      "settings out of range",
      draw({ nodes: [{ ...start, settings: { retries: 99 } }] }),
      "draft.nodes.0.settings.retries",
    ],
  ];
  test.each(cases)("%s", async (_what, draft, path) => {
    const id = await site.create(draw({ nodes: [start] }));
    const error = await refusal(site.mine.client(workflows.update, { id, draft }));
    expect([error.status, error.code]).toEqual([422, "validation"]);
    expect(fieldsOf(error)).toContain(path);
    const [row] =
      await site.sql`select revision, jsonb_array_length(draft -> 'nodes') as nodes from workflows where id = ${id}`;
    expect(row).toEqual({ revision: 1, nodes: 1 });
    const created = await refusal(site.mine.client(workflows.create, { name: "No", draft }));
    expect(fieldsOf(created)).toContain(path);
    expect((await site.sql`select 1 from workflows where name = 'No'`).length).toBe(0);
  });

  test("an unknown key beside it", async () => {
    const id = await site.create(draw({ nodes: [start] }));
    const error = await refusal(site.mine.client(workflows.update, { id, status: "live" } as never));
    expect([error.status, fieldsOf(error)]).toEqual([422, ["status"]]);
  });

  test("a body over 1 MiB or nested deeper than 32", async () => {
    const id = await site.create(draw({ nodes: [start] }));
    const large = draw({ nodes: [start, { id: "n", type: "add_note", config: { body: "x".repeat(1_100_000) } }] });
    expect((await refusal(site.mine.client(workflows.update, { id, draft: large }))).status).toBe(413);
    let deep: Record<string, unknown> = { field: "contact.email", op: "is", value: "x" };
    for (let n = 0; n < 40; n += 1) deep = { not: deep };
    const nested = draw({ nodes: [start, { id: "i", type: "if_else", config: { condition: deep } }] });
    const error = await refusal(site.mine.client(workflows.update, { id, draft: nested }));
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(500);
    expect((await site.sql`select revision from workflows where id = ${id}`)[0]?.revision).toBe(1);
  });
});

test("a draft may be unfinished in every way an editor leaves it while someone types", async () => {
  const nodes = [
    { id: "start", type: "form_submitted" },
    { id: "mail", type: "send_email", config: { purpose: "marketing", subject: "Hello {{ con", body: "" } },
    { id: "ask", type: "if_else", config: { condition: { all: [{ field: "", op: "is", value: "" }] } } },
    { id: "more", type: "switch", config: { branches: [{ id: "a", name: "", condition: { all: [] } }] } },
    { id: "until", type: "wait_until", config: { mode: "date", date: "" } },
    {
      id: "event",
      type: "wait_for_event",
      config: { events: [{ id: "a", name: "Sent", type: "form.submitted" }], timeout: { unit: "days" } },
    },
    { id: "set", type: "update_contact", config: { fields: [{ field: "", value: "" }] } },
    { id: "wait", type: "wait", config: { unit: "days" } },
    {
      id: "split",
      type: "parallel",
      config: {
        branches: [
          { id: "a", name: "" },
          { id: "b", name: "B" },
        ],
      },
    },
  ];
  const id = await site.create(draw({ nodes }));
  const { publishable, problems } = await site.mine.client(workflows.validate, { id });
  expect(publishable).toBe(false);
  for (const path of [
    "draft.nodes.0.config.formId",
    "draft.nodes.1.config.subject",
    "draft.nodes.2.config.condition.all.0.field",
  ])
    expect(problems.map((problem) => problem.path)).toContain(path);
});
