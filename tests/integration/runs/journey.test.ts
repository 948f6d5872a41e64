import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

test("a contact that gets a tag walks through if, wait and tag to the end", async () => {
  const workflowId = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "start" } },
      { id: "w", type: "wait", config: { amount: 1, unit: "minutes" } },
      { id: "i", type: "if_else", config: { condition: { field: "contact.first_name", op: "is", value: "Ada" } } },
      { id: "y", type: "add_tag", config: { tag: "is-ada" } },
      { id: "n", type: "add_tag", config: { tag: "not-ada" } },
    ],
    edges: ["t -> w", "w -> i", "i.yes -> y", "i.no -> n"],
  });
  const contactId = await h.addContact({ first_name: "Ada" });
  await h.addTag(contactId, "start");
  expect(await h.decisions(workflowId)).toMatchObject([{ entered: true, rule: "entered", contact_id: contactId }]);
  expect(await h.drain()).toBe(1);
  const [waiting] = await h.runs(workflowId);
  expect(waiting).toMatchObject({ status: "waiting", contact_id: contactId });
  const [wait] = await h.sql`select * from public.workflow_waits where run_id = ${waiting!.id as string}`;
  expect(wait).toMatchObject({ kind: "time", node_id: "w", resolved_at: null });

  // Too early: nothing is due.
  await h.pass("59 seconds");
  expect(await h.drain()).toBe(0);
  await h.pass("2 seconds");
  expect(await h.drain()).toBe(1);
  const [run] = await h.runs(workflowId);
  expect(run).toMatchObject({ status: "completed" });
  expect(run!.ended_at).not.toBeNull();
  const steps = await h.steps(run!.id as string);
  expect(steps.map((step) => [step.node_id, step.status, step.outlet])).toEqual([
    ["t", "done", "out"],
    ["w", "done", "out"],
    ["i", "done", "yes"],
    ["y", "done", "out"],
  ]);
  const [contact] = await h.sql`select tags from public.contacts where id = ${contactId}`;
  expect(contact!.tags).toEqual(["start", "is-ada"]);
  const [caused] =
    await h.sql`select depth, run_id, source from public.activities where type = 'contact.tag_added' and key = 'is-ada'`;
  expect(caused).toMatchObject({ depth: 1, run_id: run!.id, source: "workflow" });
  expect(await h.sql`select * from public.dispatch_queue`).toHaveLength(0);
});
