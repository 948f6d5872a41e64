import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { makeMember, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let workspace: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  database = await createDatabase();
  Object.assign(process.env, database.env);
  workspace = await makeWorkspace();
  other = await makeWorkspace();
}, 120_000);

afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await database.drop();
});

async function home(of = workspace) {
  const { home: contracts } = await import("@/lib/api/contracts/home");
  return of.client(contracts.get, {});
}

const nothing = { today: 0, yesterday: 0 };

test("a new workspace has nothing to count and everything to do", async () => {
  const answer = await home();
  expect(Object.values(answer.numbers)).toEqual([nothing, nothing, nothing, nothing, nothing]);
  expect(Object.values(answer.setup)).toEqual([false, false, false, false, false, false]);
  expect([answer.latest_leads, answer.running, answer.attention]).toEqual([[], [], []]);
});

test("first steps are ticked off by what exists, and today is counted", async () => {
  const { contacts } = await import("@/lib/api/contracts/contacts");
  const { forms } = await import("@/lib/api/contracts/forms");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  await workspace.client(contacts.create, { email: "ada@example.test", first_name: "Ada" });
  await workspace.client(forms.create, { name: "Demo request" });
  await workspace.client(workflows.create, { name: "Empty still" });
  const { numbers, setup, latest_leads } = await home();
  expect(numbers.new_contacts).toEqual({ today: 1, yesterday: 0 });
  expect(latest_leads.map(({ name }) => name)).toEqual(["Ada"]);
  expect(setup).toMatchObject({ form_made: true, form_published: false, workflow_drawn: false, sender_set: false });
});

test("a failed run asks for attention until it is tried again, and an open one is shown with its step", async () => {
  const { asMember } = await import("@/lib/db/scoped");
  const { workspaceId, actor } = workspace;
  const graph = { schemaVersion: 1, nodes: [], edges: [], notes: [], settings: { maxVisits: 50 } };
  await asMember({
    actor,
    fn: async ({ db, newId, now }) => {
      const { id: contactId } = await db
        .selectFrom("contacts")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .executeTakeFirstOrThrow();
      const { id: workflowId } = await db
        .selectFrom("workflows")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .executeTakeFirstOrThrow();
      const versionId = newId();
      await db
        .insertInto("workflow_versions")
        .values({ id: versionId, workspace_id: workspaceId, workflow_id: workflowId, number: 1, graph })
        .execute();
      const common = {
        workspace_id: workspaceId,
        workflow_id: workflowId,
        version_id: versionId,
        subject_id: contactId,
        contact_id: contactId,
      };
      const [open, failed, again] = [newId(), newId(), newId()];
      await db
        .insertInto("workflow_runs")
        .values([
          { ...common, id: open, root_run_id: open, entry_key: "a", status: "waiting" },
          {
            ...common,
            id: failed,
            root_run_id: failed,
            entry_key: "b",
            status: "failed",
            reason: "It broke.",
            ended_at: now,
          },
          {
            ...common,
            id: again,
            root_run_id: failed,
            retry_of: failed,
            entry_key: "c",
            status: "failed",
            reason: "It broke again.",
            ended_at: now,
          },
        ])
        .execute();
    },
  });
  const { running, attention, numbers, setup } = await home();
  expect(running.map(({ status }) => status)).toEqual(["waiting"]);
  expect(attention.map(({ reason }) => reason)).toEqual(["It broke again."]);
  expect(numbers).toMatchObject({ runs_started: { today: 3 }, runs_failed: { today: 2 } });
  expect(setup.first_run).toBe(true);
});

test("nothing of it is seen from another workspace", async () => {
  const answer = await home(other);
  expect(answer.numbers.new_contacts).toEqual(nothing);
  expect([answer.latest_leads, answer.running, answer.attention]).toEqual([[], [], []]);
});

test("a viewer may read it", async () => {
  const { asMember } = await import("@/lib/db/scoped");
  const { readHome } = await import("@/lib/services/home/read-home");
  const viewer = await makeMember({ workspace, role: "viewer" });
  const { value } = await asMember({ actor: viewer, fn: (ctx) => readHome({ ctx }) });
  expect(value.numbers.new_contacts.today).toBe(1);
});
