import { afterAll, beforeAll, expect, test } from "vitest";
import { workflows } from "@/lib/api/contracts/workflows";
import { draw, refusal, type WorkflowsFixture, workflowsFixture } from "./fixture.ts";

let site: WorkflowsFixture;
const simple = (tag: string) =>
  draw({
    nodes: [
      { id: "start", type: "manual" },
      { id: "a", type: "add_tag", config: { tag } },
    ],
    edges: ["start -> a"],
  });

beforeAll(async () => {
  site = await workflowsFixture();
});
afterAll(() => site.end());

test("publishing writes a version, its triggers and the status, in one go", async () => {
  const condition = { all: [{ field: "trigger.answers.email", op: "is_not_empty" }] };
  const nodes = [
    { id: "form", type: "form_submitted", config: { formId: site.forms.published, conditions: condition } },
    { id: "hand", type: "manual" },
    { id: "off", type: "contact_created", settings: { disabled: true } },
    { id: "tag", type: "tag_added", config: { tag: "VIP" } },
    { id: "mail", type: "send_email", config: { purpose: "transactional", subject: "Hi", body: "Text" } },
  ];
  const id = await site.create(draw({ nodes, edges: ["form -> mail", "hand -> mail", "tag -> mail", "off -> mail"] }));
  const published = await site.mine.client(workflows.publish, { id, note: "First" });
  expect(published).toMatchObject({ status: "live", live_version: 1, has_changes: false, revision: 1 });
  const triggers =
    await site.sql`select node_id, event_type, key, conditions from workflow_triggers where workflow_id = ${id} order by node_id`;
  expect([...triggers]).toEqual([
    { node_id: "form", event_type: "form.submitted", key: site.forms.published, conditions: condition },
    { node_id: "hand", event_type: "workflow.requested", key: id, conditions: null },
    { node_id: "tag", event_type: "contact.tag_added", key: "vip", conditions: null },
  ]);
  const [version] = await site.sql`select number, sends, note from workflow_versions where workflow_id = ${id}`;
  expect(version).toEqual({ number: 1, sends: true, note: "First" });
});

test("a version never changes: neither by later edits, nor by anyone who may write", async () => {
  const id = await site.create(simple("one"));
  await site.mine.client(workflows.publish, { id });
  await site.mine.client(workflows.update, { id, draft: simple("two") });
  const first = await site.mine.client(workflows.version, { id, number: 1 });
  expect(first).toMatchObject({ live: true, graph: { nodes: [{}, { config: { tag: "one" } }] } });
  const { asMember, asWorker } = await import("@/lib/db/scoped");
  for (const door of [
    (fn: Parameters<typeof asMember>[0]["fn"]) => asMember({ actor: site.mine.actor, fn }),
    (fn: Parameters<typeof asMember>[0]["fn"]) => asWorker({ workspaceId: site.mine.workspaceId, fn }),
  ]) {
    await expect(
      door((ctx) =>
        ctx.db
          .updateTable("workflow_versions")
          .set({ note: "x" } as never)
          .where("workflow_id", "=", id)
          .execute(),
      ),
    ).rejects.toThrow();
    await expect(
      door((ctx) => ctx.db.deleteFrom("workflow_versions").where("workflow_id", "=", id).execute()),
    ).rejects.toThrow();
  }
  await site.mine.client(workflows.publish, { id, note: "Second" });
  const versions = await site.mine.client(workflows.versions, { id });
  expect(versions.data.map(({ number, live, note }) => [number, live, note])).toEqual([
    [2, true, "Second"],
    [1, false, ""],
  ]);
  expect((await site.mine.client(workflows.version, { id, number: 1 })).graph).toEqual(first.graph);
  const restored = await site.mine.client(workflows.restore, { id, number: 1 });
  expect(restored).toMatchObject({ live_version: 2, has_changes: true, draft: first.graph });
});

test("a save based on an older revision is refused and hands back what is stored", async () => {
  const id = await site.create(simple("one"));
  const mine = await site.mine.client(workflows.update, { id, draft: simple("two") }, { ifMatch: 1 });
  expect(mine.revision).toBe(2);
  const error = await refusal(site.mine.client(workflows.update, { id, draft: simple("three") }, { ifMatch: 1 }));
  expect([error.status, error.code]).toEqual([409, "revision_conflict"]);
  expect(error.details.current).toMatchObject({ revision: 2, draft: { nodes: [{}, { config: { tag: "two" } }] } });
  const publish = await refusal(site.mine.client(workflows.publish, { id }, { ifMatch: 1 }));
  expect(publish.code).toBe("revision_conflict");
  expect((await site.mine.client(workflows.get, { id })).live_version).toBeNull();
});

test("of two saves at the same moment one wins and the other learns of it", async () => {
  const id = await site.create(simple("one"));
  const results = await Promise.allSettled(
    ["a", "b"].map((tag) => site.mine.client(workflows.update, { id, draft: simple(tag) }, { ifMatch: 1 })),
  );
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await site.mine.client(workflows.get, { id })).revision).toBe(2);
});

test("settings count at once and leave nothing to publish", async () => {
  const id = await site.create(simple("one"));
  await site.mine.client(workflows.publish, { id });
  const entry = {
    reentry: { mode: "cooldown" as const, cooldown_hours: 6 },
    respect_do_not_contact: false,
    allow_own_events: true,
  };
  const changed = await site.mine.client(workflows.update, { id, entry, priority: 5, exclusive_group: "onboarding" });
  expect(changed).toMatchObject({ entry, priority: 5, exclusive_group: "onboarding", has_changes: false });
  const error = await refusal(
    site.mine.client(workflows.update, { id, entry: { ...entry, reentry: { mode: "cooldown", cooldown_hours: 0 } } }),
  );
  expect(error.fields.map((field) => field.path)).toEqual(["entry.reentry.cooldown_hours"]);
});

test("what publishing would change is said in sentences", async () => {
  const id = await site.create(simple("one"));
  const first = await site.mine.client(workflows.changes, { id });
  expect(first.live_version).toBeNull();
  expect(first.changes.filter((change) => change.kind === "added")).toHaveLength(2);
  await site.mine.client(workflows.publish, { id });
  expect((await site.mine.client(workflows.changes, { id })).changes).toEqual([]);
  await site.mine.client(workflows.update, { id, draft: simple("two") });
  const { changes } = await site.mine.client(workflows.changes, { id });
  expect(changes.map(({ kind, node_id }) => [kind, node_id])).toEqual([["changed", "a"]]);
  expect(changes[0]?.message).toContain('"one"');
});

test("a workflow of another workspace is not there, whatever is asked of it", async () => {
  const id = await site.create(simple("one"));
  const { client } = site.theirs;
  const calls = [
    client(workflows.get, { id }),
    client(workflows.update, { id, name: "Mine now" }),
    client(workflows.remove, { id }),
    client(workflows.archive, { id }),
    client(workflows.duplicate, { id }),
    client(workflows.validate, { id }),
    client(workflows.publish, { id }),
    client(workflows.versions, { id }),
    client(workflows.version, { id, number: 1 }),
    client(workflows.restore, { id, number: 1 }),
    client(workflows.changes, { id }),
  ];
  const refusals = await Promise.all(calls.map(refusal));
  expect(new Set(refusals.map((error) => error.status))).toEqual(new Set([404]));
  expect((await client(workflows.list, {})).data).toEqual([]);
});

test("only drafts and archived workflows can be deleted, and nobody is archived from under a run", async () => {
  const id = await site.create(simple("one"));
  await site.mine.client(workflows.publish, { id });
  expect((await refusal(site.mine.client(workflows.remove, { id }))).code).toBe("conflict");
  const [version] = await site.sql`select id from workflow_versions where workflow_id = ${id}`;
  const run = crypto.randomUUID();
  const row = {
    id: run,
    root_run_id: run,
    workspace_id: site.mine.workspaceId,
    workflow_id: id,
    version_id: version?.id,
    entry_key: "test:1",
    subject_id: run,
  };
  await site.sql`insert into workflow_runs ${site.sql({ ...row, status: "waiting" } as never)}`;
  expect(await site.mine.client(workflows.get, { id })).toMatchObject({
    runs: { today: 1, active: 1, failed_today: 0 },
  });
  const refused = await refusal(site.mine.client(workflows.archive, { id }));
  expect([refused.status, refused.message]).toEqual([409, expect.stringContaining("One run is still under way")]);
  await site.sql`update workflow_runs set status = 'completed' where id = ${run}`;
  expect((await site.mine.client(workflows.archive, { id })).status).toBe("archived");
  expect(await site.mine.client(workflows.remove, { id })).toEqual({ deleted: true });
  expect((await site.sql`select 1 from workflow_versions where workflow_id = ${id}`).length).toBe(0);
});

test("a copy is a draft of its own", async () => {
  const id = await site.create(simple("one"), "Original");
  await site.mine.client(workflows.publish, { id });
  const copy = await site.mine.client(workflows.duplicate, { id });
  expect(copy).toMatchObject({
    name: "Copy of Original",
    status: "draft",
    live_version: null,
    draft: { nodes: [{}, { config: { tag: "one" } }] },
  });
});

test("the list filters, searches and pages by cursor without gaps", async () => {
  const names = ["Paging one", "Paging two", "Paging three", "Paging 100%"];
  for (const name of names) await site.create(simple("x"), name);
  const first = await site.mine.client(workflows.list, { search: "paging", limit: 3, count: "exact" });
  expect([first.data.length, first.count]).toEqual([3, 4]);
  const rest = await site.mine.client(workflows.list, {
    search: "paging",
    limit: 3,
    cursor: first.next_cursor as string,
  });
  expect([...first.data, ...rest.data].map((workflow) => workflow.name)).toEqual(names.toReversed());
  expect(rest.next_cursor).toBeNull();
  expect((await site.mine.client(workflows.list, { search: "100%" })).data.map(({ name }) => name)).toEqual([
    "Paging 100%",
  ]);
  expect((await site.mine.client(workflows.list, { status: "archived" })).data).toEqual([]);
  expect(first.data[0]?.triggers).toEqual(["When someone adds a contact"]);
});
