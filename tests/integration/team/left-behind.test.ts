import { expect, test, vi } from "vitest";
import { contracts } from "@/lib/api/contracts/all";
import { graphOf } from "../../support/runs.ts";
import { colleague, newTag, team, trigger } from "./team.ts";

vi.setConfig({ testTimeout: 60_000 });

const asking = (member: string, more: object = {}) => ({
  id: "ask",
  type: "approval",
  config: { title: "May it go?", how: "member", member, members: [], deadline: { amount: 3, unit: "days" }, ...more },
});
const wait = { id: "w", type: "wait", config: { amount: 1, unit: "days" } };
const end = { id: "end", type: "add_note", config: { body: "end" } };
const afterAsk = ["ask.approved -> end", "ask.rejected -> end", "ask.timed_out -> end"];

/** Somebody who was asked about a contact, inside a workflow that stands at the question. */
async function asked(args: { nodes?: object[]; edges?: string[]; config?: object } = {}) {
  const { h } = team;
  const { client } = h.workspace;
  const [tag, member] = [newTag(), await colleague("Mona")];
  const nodes = [trigger(tag), asking(member, args.config), ...(args.nodes ?? [end])] as never;
  const id = await h.publish({ nodes, edges: args.edges ?? ["t -> ask", ...afterAsk] });
  const contact = await h.addContact({ first_name: "Pat" });
  await h.addTag(contact, tag);
  await h.drain();
  const tasks = () =>
    h.sql`select id, status, outcome, closed_reason, step_key, run_id from public.tasks where contact_id = ${contact} order by created_at, id`;
  const [task] = await tasks();
  return {
    id,
    tag,
    member,
    contact,
    tasks,
    task: async () => (await tasks())[0]!,
    run: async () => (await h.runs(id))[0]!,
    unread: async () =>
      (await h.sql`select 1 from public.notifications where user_id = ${member} and read_at is null`).length,
    open: async (body?: Record<string, string>) => {
      const { approvalLink } = await import("@/lib/services/tasks/approval-link");
      const { GET, POST } = await import("@/app/a/[token]/route");
      const link = approvalLink({ workspaceId: h.workspace.workspaceId, taskId: task!.id, userId: member });
      const request = new Request(link, body ? { method: "POST", body: new URLSearchParams(body) } : {});
      const params = Promise.resolve({ token: link.split("/a/")[1] ?? "" });
      const page = await (body ? POST : GET)(request, { params });
      return (await page.text()).replaceAll("&#34;", '"').replaceAll("&quot;", '"');
    },
    move: async (people: object, more: { nodes?: object[]; edges?: string[] } = {}) => {
      const { moveChunk } = await import("@/lib/services/moves/move-chunk");
      const draft = graphOf({
        nodes: [trigger(tag), ...((more.nodes ?? [wait, end]) as never[])],
        edges: more.edges ?? ["t -> w", "w -> end"],
      }) as never;
      await client(contracts.workflows.update, { id, draft });
      const { move_id } = await client(contracts.workflows.publish, { id, people: people as never });
      while ((await moveChunk({ workspaceId: h.workspace.workspaceId, moveId: move_id as string })).more);
      return client(contracts.moves.get, { id: move_id as string });
    },
  };
}

/** Closed with its reason wherever one may meet it. */
async function expectClosed(a: Awaited<ReturnType<typeof asked>>, reason: string | RegExp) {
  const task = await a.task();
  expect(task).toMatchObject({ status: "cancelled", outcome: "cancelled" });
  expect(task.closed_reason).toMatch(reason);
  expect(await a.unread()).toBe(0);
  expect(await a.open()).toContain(`This decision is no longer needed. ${task.closed_reason}`);
  await a.open({ decision: "approved" });
  expect(await a.task()).toEqual(task);
  const { client } = team.h.workspace;
  const id = task.id as string;
  expect(await client(contracts.tasks.get, { id })).toMatchObject({ closed_reason: task.closed_reason });
  await expect(client(contracts.tasks.decide, { id, decision: "approved" })).rejects.toMatchObject({
    status: 409,
    message: `This decision is no longer needed. ${task.closed_reason}`,
  });
  const [open] = await team.h.sql`select count(*)::int as n from public.workflow_wait_events e
    join public.workflow_waits w on w.id = e.wait_id where w.run_id = ${task.run_id} and w.node_id = 'ask'`;
  expect(open!.n).toBe(0);
}

test("who is moved to another step leaves no question behind", async () => {
  const a = await asked();
  expect(await a.unread()).toBe(1);
  const choices = { default: "stay", nodes: { ask: { choice: "move", to: "w" } } };
  expect(await a.move(choices)).toMatchObject({ moved: 1 });
  await expectClosed(a, /^The contact was moved to "Wait" of version 2\.$/);
});

test("who is moved after it was handed on, before the next one was told, leaves no question behind either", async () => {
  const a = await asked();
  const next = await colleague("Nils");
  await team.h.workspace.client(contracts.tasks.delegate, {
    id: (await a.task()).id as string,
    assignee_id: next,
  });
  expect((await a.task()).status).toBe("open");
  await a.move({ default: "stay", nodes: { ask: { choice: "move", to: "w" } } });
  expect(await a.task()).toMatchObject({ status: "cancelled", closed_reason: expect.stringContaining("was moved to") });
  const unread = await team.h.sql`select 1 from public.notifications where user_id = ${next} and read_at is null`;
  expect(unread).toHaveLength(0);
});

test("who leaves by a publication takes the question along, with the reason the publisher gave", async () => {
  const a = await asked();
  await a.move({ default: "stay", nodes: { ask: { choice: "leave", reason: "We ask nobody any more." } } });
  await expectClosed(a, "We ask nobody any more.");
});

test("who asks anew in the new version asks once: the old question is closed, the new one is open", async () => {
  const a = await asked();
  const again = asking(a.member, { title: "May it really go?" });
  const edges = ["t -> ask", ...afterAsk];
  await a.move({ default: "move", waits: "restart" }, { nodes: [again, end], edges });
  await team.h.drain();
  expect((await a.tasks()).map(({ status }) => status)).toEqual(["cancelled", "open"]);
  expect(await a.unread()).toBe(1);
});

test("cancelled, told to leave at a stop, or deleted: the question goes with the run and says why", async () => {
  const { client } = team.h.workspace;
  const { sweep } = await import("@/lib/services/runs/sweep");
  const ends: [reason: RegExp, act: (a: Awaited<ReturnType<typeof asked>>) => Promise<unknown>][] = [
    [/^Cancelled by a member\.$/, async (a) => client(contracts.runs.cancel, { id: (await a.run()).id as string })],
    [/^The workflow was stopped/, (a) => client(contracts.workflowRuns.stop, { id: a.id, people: "leave" })],
    [/deleted/, (a) => client(contracts.contacts.remove, { id: a.contact })],
  ];
  for (const [reason, act] of ends) {
    const a = await asked();
    await act(a);
    await sweep();
    await team.h.drain();
    expect((await a.run()).ended_at).not.toBeNull();
    await expectClosed(a, reason);
  }
});

test("a goal met in another branch ends the run, and with it the question", async () => {
  const a = await asked({
    nodes: [
      { id: "p", type: "parallel", config: { branches: ["a", "b"].map((id) => ({ id, name: id })) } },
      { id: "hour", type: "wait", config: { amount: 1, unit: "hours" } },
      end,
    ],
    edges: ["t -> p", "p.a -> ask", "p.b -> hour", "hour -> end"],
  });
  const goal = { name: "Bought", condition: { field: "contact.tags", op: "has_tag", value: "bought" } };
  await team.h.workspace.client(contracts.workflows.update, { id: a.id, settings: { goal } } as never);
  await team.h.addTag(a.contact, "bought");
  await team.h.pass("61 minutes");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await team.h.drain();
  expect(await a.run()).toMatchObject({ status: "exited" });
  await expectClosed(a, /^Goal met: Bought\./);
});

test("an item of a loop that fails closes its own question, and not that of another item", async () => {
  const member = await colleague("Olga");
  const { h } = team;
  const tag = newTag();
  const number = { name: "number", as: "number", value: "{{ vars.item }}" };
  const id = await h.publish({
    nodes: [
      trigger(tag),
      { id: "l", type: "for_each", config: { list: "x, 2", concurrency: 2, onItemError: "next_item" } },
      { id: "p", type: "parallel", config: { branches: ["a", "b"].map((one) => ({ id: one, name: one })) } },
      asking(member),
      { id: "hour", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "s", type: "set_variable", config: number },
    ] as never,
    edges: ["t -> l", "l.item -> p", "p.a -> ask", "p.b -> hour", "hour -> s"],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  const questions = async () => {
    const rows = await h.sql`select status, closed_reason, step_key from public.tasks where contact_id = ${contact}`;
    const item = (row: (typeof rows)[number]) => /l@\d+\.(\d+)/.exec(row.step_key)?.[1] ?? "";
    return rows.sort((a, b) => item(a).localeCompare(item(b))).map((row) => [row.status, row.closed_reason]);
  };
  expect(await questions()).toEqual([
    ["open", null],
    ["open", null],
  ]);
  await h.pass("61 minutes");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await questions()).toEqual([
    ["cancelled", expect.stringContaining("number")],
    ["open", null],
  ]);
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "waiting" });
  const cut = (await h.steps(run!.id as string)).filter((step) => step.node_id === "ask");
  expect(cut.map((step) => step.status)).toEqual(["skipped", "waiting"]);
});

test("tried again from another step, nothing is open of the run before; tried again at the question, it is asked again", async () => {
  const { client } = team.h.workspace;
  const a = await asked({ nodes: [wait, end], edges: ["t -> w", "w -> ask", ...afterAsk] });
  const { sweep } = await import("@/lib/services/runs/sweep");
  const settle = async () => {
    await sweep();
    await team.h.drain();
  };
  await team.h.pass("25 hours");
  await settle();
  expect(await a.task()).toMatchObject({ status: "open" });
  await client(contracts.runs.cancel, { id: (await a.run()).id as string });
  const fromWait = { id: (await a.run()).id as string, from: "step", node_id: "w", repeat: "none" };
  const second = await client(contracts.runs.retry, fromWait as never);
  await team.h.drain();
  expect((await a.tasks()).map(({ status }) => status)).toEqual(["cancelled"]);
  await client(contracts.runs.cancel, { id: second.id });
  const atAsk = { id: fromWait.id, from: "step", node_id: "ask", repeat: "none" };
  await client(contracts.runs.retry, atAsk as never);
  await team.h.drain();
  const open = (await a.tasks()).filter(({ status }) => status === "open");
  expect(open).toHaveLength(1);
  expect(open[0]!.closed_reason).toBeNull();
  expect(await a.unread()).toBe(1);
});

test("decided in the app, the notification calls nobody any more", async () => {
  const a = await asked();
  await team.h.workspace.client(contracts.tasks.decide, { id: (await a.task()).id as string, decision: "rejected" });
  expect(await a.unread()).toBe(0);
});

test("who is moved away from a call waits for nothing of it: it ends by itself, and nobody is called again", async () => {
  const { h } = team;
  const { client } = h.workspace;
  const { moveChunk } = await import("@/lib/services/moves/move-chunk");
  const tag = newTag();
  const call = { purpose: "transactional", script: "Ask for a good time.", firstLine: "Hello.", retries: 2 };
  const id = await h.publish({
    nodes: [trigger(tag), { id: "c", type: "ai_call", config: call }, end],
    edges: ["t -> c", "c.answered -> end"],
  });
  const contact = await h.addContact({ phone: "+15550123" });
  await h.addTag(contact, tag);
  await h.drain();
  await client(contracts.workflows.update, {
    id,
    draft: graphOf({ nodes: [trigger(tag), wait, end] }) as never,
  });
  const people = { default: "stay" as const, nodes: { c: { choice: "move" as const, to: "w" } } };
  const { move_id } = await client(contracts.workflows.publish, { id, people });
  while ((await moveChunk({ workspaceId: h.workspace.workspaceId, moveId: move_id as string })).more);
  const listening =
    await h.sql`select 1 from public.workflow_wait_events where workspace_id = ${h.workspace.workspaceId}
    and event_type = 'call.ended'`;
  expect(listening).toHaveLength(0);
  const [ringing] = (await client(contracts.calls.list, { contact })).data;
  await client(contracts.calls.act, { id: ringing!.id, action: "miss" });
  await h.pass("10 hours");
  await h.drain();
  const calls = (await client(contracts.calls.list, { contact })).data;
  expect(calls.map(({ status, outcome }) => [status, outcome])).toEqual([["ended", "missed"]]);
  const [token] =
    await h.sql`select t.node_id, t.status from public.workflow_tokens t join public.workflow_runs r on r.id = t.run_id
    where r.workflow_id = ${id}`;
  expect(token).toEqual({ node_id: "w", status: "waiting" });
});
