import { expect, test } from "vitest";
import { newTag, team, through, trigger } from "./team.ts";

const waiting = ["n.completed -> yes", "n.failed -> no"];
const child = (nodes: { id: string; type: string; config?: Record<string, unknown> }[], more: object = {}) =>
  team.h.publish({ name: "Child", nodes: [{ id: "s", type: "workflow_started" }, ...nodes], ...more });
const start = (workflowId: string, more: object = {}) => ({ type: "start_workflow", config: { workflowId, ...more } });

test("passes values on and goes on at once", async () => {
  const workflow = await child([
    { id: "n", type: "add_note", config: { body: "{{ trigger.data.data.plan }} {{ trigger.data.data.list | size }}" } },
  ]);
  const data = [
    { name: "plan", value: "pro {{ first_name }}" },
    { name: "list", value: "contact.tags" },
  ];
  const parent = await through({ node: start(workflow, { data }), contact: { first_name: "Pat", tags: ["a"] } });
  expect(await parent.path()).toEqual(["n.out", "end.out"]);
  const [run] = await team.h.runs(workflow);
  expect(run).toMatchObject({ status: "completed", contact_id: parent.contact, depth: 1 });
  const [note] = await team.h.sql`select body from public.notes where contact_id = ${parent.contact}`;
  expect(note!.body).toBe("pro Pat 2");
});

test("waits for the end and knows how it was", async () => {
  const good = await child([{ id: "w", type: "wait", config: { amount: 1, unit: "hours" } }]);
  const parent = await through({ node: start(good, { wait: true }), edges: waiting });
  expect(await parent.run()).toMatchObject({ status: "waiting" });
  await team.h.pass("2 hours");
  await team.h.drain();
  expect(await parent.path()).toEqual(["n.completed", "yes.out"]);
  expect((await parent.step()).output).toMatchObject({ status: "completed", run_id: expect.any(String) });

  const bad = await child([{ id: "x", type: "stop", config: { reason: "No fit" } }]);
  const other = await through({ node: start(bad, { wait: true }), edges: waiting });
  expect(await other.path()).toEqual(["n.failed", "no.out"]);
  expect((await other.step()).output).toMatchObject({ status: "exited", reason: "No fit" });
});

test("gives up waiting after its time", async () => {
  const workflow = await child([{ id: "w", type: "wait", config: { amount: 9, unit: "days" } }]);
  const timeout = { amount: 1, unit: "hours" };
  const parent = await through({
    node: start(workflow, { wait: true, timeout }),
    edges: [...waiting, "n.timeout -> late"],
  });
  await team.h.pass("2 hours");
  await team.h.drain();
  expect(await parent.path()).toEqual(["n.timeout", "late.out"]);
});

test("who is not let in leaves by failed, with the reason", async () => {
  const [one, two] = [newTag(), newTag()];
  const other = await team.h.publish({ nodes: [trigger(one), { id: "a", type: "add_tag", config: { tag: "x" } }] });
  const closed = await team.h.publish({
    nodes: [
      { id: "s", type: "workflow_started", config: { workflows: [other] } },
      { id: "a", type: "add_tag", config: { tag: two } },
    ],
  });
  const parent = await through({ node: start(closed, { wait: true }), edges: waiting });
  expect(await parent.path()).toEqual(["n.failed", "no.out"]);
  expect((await parent.step()).output).toMatchObject({ status: "refused", run_id: null });
  expect(await team.h.runs(closed)).toEqual([]);
});

test("a workflow that is not live is named", async () => {
  const workflow = await child([{ id: "x", type: "stop", config: { reason: "-" } }]);
  await team.h.sql`update public.workflows set status = 'archived' where id = ${workflow}`;
  const parent = await through({ node: start(workflow) });
  expect(await parent.run()).toMatchObject({
    status: "failed",
    reason: expect.stringContaining('"Child" is not live'),
  });
});

test("two workflows that start each other end at the depth limit", async () => {
  const first = await child([{ id: "x", type: "stop", config: { reason: "-" } }]);
  const second = await child([{ id: "n", ...start(first) }], { entry: { reentry: { mode: "always" } } });
  const { sql } = team.h;
  const graph = { id: "n", ...start(second) };
  // The first one now starts the second: published again, as an author would.
  const { commitAsMember } = await import("@/lib/services/commit");
  const { updateWorkflow } = await import("@/lib/services/workflows/update-workflow");
  const { publishWorkflow } = await import("@/lib/services/workflows/publish-workflow");
  const { graphOf } = await import("../../support/runs.ts");
  await commitAsMember({
    actor: team.h.workspace.actor,
    fn: async (ctx) => {
      const draft = graphOf({ nodes: [{ id: "s", type: "workflow_started" }, graph] });
      const entry = { reentry: { mode: "always", cooldown_hours: 1 } };
      await updateWorkflow({ ctx, input: { id: first, draft, entry } as never });
      await publishWorkflow({ ctx, input: { id: first, note: "" } });
    },
  });
  const parent = await through({ node: start(first) });
  const decisions =
    await sql`select rule from public.entry_decisions where contact_id = ${parent.contact} and not entered`;
  expect(decisions.map(({ rule }) => rule)).toEqual(["loop_guard"]);
  const runs = await sql`select depth from public.workflow_runs where contact_id = ${parent.contact} order by depth`;
  expect(runs.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a repeated visit asks once", async () => {
  const workflow = await child([{ id: "x", type: "stop", config: { reason: "-" } }], {
    entry: { reentry: { mode: "always", cooldown_hours: 1 } },
  });
  const parent = await through({ node: start(workflow) });
  const { asWorker } = await import("@/lib/db/scoped");
  const { requestByStep } = await import("@/lib/services/workflows/request-by-step");
  const { id } = await parent.run();
  const stepKey = `run:${id}//n@1/`;
  await asWorker({
    workspaceId: team.h.workspace.workspaceId,
    fn: (ctx) =>
      requestByStep({
        ctx,
        input: {
          workflowId: workflow,
          data: {},
          contactId: parent.contact,
          from: { workflowId: parent.workflow, runId: id as string },
          stepKey,
        },
      }),
  });
  await team.h.drain();
  expect(await team.h.runs(workflow)).toHaveLength(1);
});
