import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

async function waitingRun() {
  const tag = `pc-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "a", type: "add_tag", config: { tag: `after-${tag}` } },
    ],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  return { id, tag, contact, run: async () => (await h.runs(id))[0]! };
}
async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return { contracts, client: h.workspace.client };
}

test("a cancelled run stays cancelled when its wait comes due, and cannot be cancelled twice", async () => {
  const { run, contact, tag } = await waitingRun();
  const { contracts, client } = await api();
  const { id } = (await run()) as { id: string };
  expect(await client(contracts.runs.cancel, { id })).toMatchObject({
    status: "cancelled",
    tokens: [],
    current_nodes: [],
  });
  await h.pass("2 hours");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await run()).toMatchObject({ status: "cancelled" });
  const [row] = await h.sql`select tags from public.contacts where id = ${contact}`;
  expect(row!.tags).toEqual([tag]);
  expect((await h.steps(id)).map((step) => step.status)).toEqual(["done", "skipped"]);
  await expect(client(contracts.runs.cancel, { id })).rejects.toMatchObject({ code: "conflict" });
});

test("cancel and the due wait at the same moment: either the run was over, or it is cancelled", async () => {
  const { visit } = await import("@/lib/services/runs/advance");
  const { contracts, client } = await api();
  for (let round = 0; round < 8; round++) {
    const { run } = await waitingRun();
    const { id } = (await run()) as { id: string };
    await h.pass("61 minutes");
    const event = h
      .pending()
      .splice(0)
      .find((one) => one.data.runId === id);
    await Promise.allSettled([visit({ at: event!.data, leaseRun: "race" }), client(contracts.runs.cancel, { id })]);
    const ended = await run();
    expect(["completed", "cancelled"]).toContain(ended.status);
    expect(await h.sql`select from public.workflow_tokens where run_id = ${id} and status <> 'done'`).toHaveLength(0);
  }
});

test("paused: nobody enters, who comes due is held; resumed: they go on", async () => {
  const { id, run, tag } = await waitingRun();
  const { contracts, client } = await api();
  expect(await client(contracts.workflowRuns.pause, { id })).toEqual({ id, status: "paused", held: 0 });
  await h.addTag(await h.addContact(), tag);
  expect((await h.decisions(id)).at(-1)).toMatchObject({
    entered: false,
    rule: "status",
    reason: "The workflow was paused.",
  });
  await h.pass("61 minutes");
  await h.drain();
  expect(await run()).toMatchObject({ status: "held" });
  const { sweep } = await import("@/lib/services/runs/sweep");
  expect((await sweep()).released).toBe(0);
  expect(await client(contracts.workflowRuns.resume, { id })).toEqual({ id, status: "live", held: 0 });
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
});

test("resumed before the wait is over, the wait goes on as if nothing had been", async () => {
  const { id, run } = await waitingRun();
  const { contracts, client } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("30 minutes");
  await client(contracts.workflowRuns.resume, { id });
  await h.drain();
  expect(await run()).toMatchObject({ status: "waiting" });
  await h.pass("31 minutes");
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
});

test("somebody held while the workflow was being resumed is let go by the sweeper", async () => {
  const { id, run } = await waitingRun();
  const { contracts, client } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("61 minutes");
  await h.drain();
  await h.sql`update public.workflows set status = 'live' where id = ${id}`;
  const { sweep } = await import("@/lib/services/runs/sweep");
  expect((await sweep()).released).toBe(1);
  await h.drain();
  expect(await run()).toMatchObject({ status: "completed" });
});

test("a node that throws leaves nothing behind of what it wrote, and the nodes before it stay done", async () => {
  const tag = `throw-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "a", type: "add_note", config: { body: "before" } },
      {
        id: "u",
        type: "update_contact",
        config: {
          fields: [
            { field: "first_name", value: "New" },
            { field: "phone", value: "abc" },
          ],
        },
      },
    ],
  });
  const contact = await h.addContact({ first_name: "Old" });
  await h.addTag(contact, tag);
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "failed" });
  expect(run!.reason).toContain('"abc" is not a phone number');
  expect((await h.steps(run!.id as string)).map((step) => [step.node_id, step.status])).toEqual([
    ["t", "done"],
    ["a", "done"],
    ["u", "failed"],
  ]);
  expect(await h.sql`select first_name from public.contacts where id = ${contact}`).toMatchObject([
    { first_name: "Old" },
  ]);
  expect(await h.sql`select body from public.notes where contact_id = ${contact}`).toMatchObject([{ body: "before" }]);
});

test("a failure of the database itself inside a node is written on the step", async () => {
  const tag = `db-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "a", type: "add_note", config: { body: "refuse me" } },
    ],
  });
  await h.sql.unsafe(`
    create function private.refuse_note() returns trigger language plpgsql as $$
    begin if new.body = 'refuse me' then raise exception 'no room for notes'; end if; return new; end $$;
    create trigger refuse_note before insert on public.notes for each row execute function private.refuse_note();`);
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "failed" });
  expect((await h.steps(run!.id as string)).at(-1)).toMatchObject({
    node_id: "a",
    status: "failed",
    error: "no room for notes",
  });
});

test("a long line of steps is walked twenty at a time, each with its own row", async () => {
  const tag = `long-${crypto.randomUUID()}`;
  const many = Array.from({ length: 45 }, (_, n) => ({
    id: `n${n}`,
    type: "remove_tag",
    config: { tag: `none-${n}` },
  }));
  const id = await h.publish({ nodes: [{ id: "t", type: "tag_added", config: { tag } }, ...many] });
  await h.addTag(await h.addContact(), tag);
  expect(await h.drain()).toBe(3);
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "completed" });
  expect(await h.steps(run!.id as string)).toHaveLength(46);
});

test("the last step of a durable run hands the token to a fresh one under a new epoch", async () => {
  const tag = `epoch-${crypto.randomUUID()}`;
  const many = Array.from({ length: 30 }, (_, n) => ({
    id: `n${n}`,
    type: "remove_tag",
    config: { tag: `none-${n}` },
  }));
  const id = await h.publish({ nodes: [{ id: "t", type: "tag_added", config: { tag } }, ...many] });
  await h.addTag(await h.addContact(), tag);
  const { visit } = await import("@/lib/services/runs/advance");
  const first = h.pending().find((one) => one.id.endsWith(":1"))!;
  expect(await visit({ at: first.data, leaseRun: "old", last: true })).toBeNull();
  expect(h.pending().map((one) => one.data.epoch)).toContain(2);
  // The old event is worth nothing any more.
  expect(await visit({ at: first.data, leaseRun: "old" })).toBeNull();
  expect((await h.runs(id))[0]).toMatchObject({ status: "running" });
  await h.drain();
  expect((await h.runs(id))[0]).toMatchObject({ status: "completed" });
});

test("lists, steps and decisions over the API tell the story in words", async () => {
  const { id, run, contact, tag } = await waitingRun();
  const { contracts, client } = await api();
  const list = await client(contracts.runs.list, { workflow: id, contact, status: "waiting" });
  expect(list.data).toMatchObject([
    {
      id: (await run()).id,
      workflow: { id, name: "Journey" },
      contact: { id: contact },
      version: 1,
      current_nodes: ["Wait"],
    },
  ]);
  expect((await client(contracts.runs.list, { workflow: id, status: "failed" })).data).toEqual([]);
  const [first] = list.data;
  const one = await client(contracts.runs.get, { id: first!.id });
  expect(one).toMatchObject({
    trigger: { type: "contact.tag_added", data: { tag } },
    tokens: [{ node_id: "w", name: "Wait", status: "waiting" }],
    retried_by: [],
  });
  expect(one.tokens[0]!.due_at).not.toBeNull();
  const steps = await client(contracts.runs.steps, { id: first!.id });
  expect(steps.data).toMatchObject([
    { node_id: "t", name: "Tag added", status: "done", attempts: 1, visit: 1, path: "" },
    { node_id: "w", name: "Wait", status: "waiting", attempts: 0, ended_at: null },
  ]);
  const decisions = await client(contracts.workflowRuns.decisions, { id, contact, entered: "true" });
  expect(decisions.data).toMatchObject([
    {
      entered: true,
      rule: "entered",
      activity: { type: "contact.tag_added", label: "Tag added" },
      run_id: first!.id,
      version: 1,
    },
  ]);
  await expect(client(contracts.runs.get, { id: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
});

test("asking for somebody unknown, or for a workflow never published, is refused by field or in words", async () => {
  const { contracts, client } = await api();
  const { id } = await waitingRun();
  await expect(client(contracts.workflowRuns.execute, { id, email: "nobody@example.test" })).rejects.toMatchObject({
    code: "validation",
    fields: [{ path: "email", message: "No contact has this address." }],
  });
  await expect(client(contracts.workflowRuns.execute, { id })).rejects.toMatchObject({ code: "validation" });
  const draft = await client(contracts.workflows.create, { name: "Draft" });
  const contact = await h.addContact();
  await expect(client(contracts.workflowRuns.execute, { id: draft.id, contact_id: contact })).rejects.toMatchObject({
    code: "conflict",
  });
  const answer = await client(contracts.workflowRuns.execute, { id, contact_id: contact, data: { from: "test" } });
  expect(answer).toMatchObject({ contact_id: contact, decision: { entered: true, rule: "entered" } });
  await h.drain();
  expect((await h.runs(id)).at(-1)).toMatchObject({ status: "waiting", contact_id: contact });
});
