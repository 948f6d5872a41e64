import { expect, test } from "vitest";
import { asMember } from "@/lib/db/scoped";
import { colleague, team, through } from "./team.ts";

const edges = ["n.approved -> yes", "n.rejected -> no", "n.timed_out -> late"];
const config = (more: object) => ({
  title: "May {{ contact.first_name }} get <b>20 %</b>?",
  message: "Ten seats.",
  how: "member",
  members: [],
  deadline: { amount: 2, unit: "days" },
  ...more,
});
const ask = (member: string, more: object = {}) =>
  through({ node: { type: "approval", config: config({ member, ...more }) }, edges, contact: { first_name: "Pat" } });
const taskOf = async (contact: string) =>
  (await team.h.sql`select * from public.tasks where contact_id = ${contact} and kind = 'approval'`)[0]!;

/** The mails that asked about a contact's approval, oldest first: to whom, and the link. */
async function mailsAbout(title: string) {
  const rows = await team.h.sql`select request from public.mailbox order by created_at, id`;
  return rows
    .map(({ request }) => request as { to: string; subject: string; text: string })
    .filter(({ subject }) => subject.startsWith(title))
    .map(({ to, text }) => ({ to, link: /https?:\/\/\S*\/a\/[\w.-]+/.exec(text)?.[0] ?? "" }));
}

async function open(link: string, body?: Record<string, string>) {
  const { GET, POST } = await import("@/app/a/[token]/route");
  const params = Promise.resolve({ token: link.split("/a/")[1] ?? "" });
  const request = new Request(link, body ? { method: "POST", body: new URLSearchParams(body) } : {});
  const response = await (body ? POST : GET)(request, { params });
  return { status: response.status, html: await response.text() };
}

test("asks one member in the app and by mail, and the link decides by POST, once", async () => {
  const member = await colleague("Berta");
  const title = `Ask ${crypto.randomUUID()}`;
  const { contact, run, path, step } = await ask(member, { title });
  expect(await run()).toMatchObject({ status: "waiting" });
  const task = await taskOf(contact);
  expect(task).toMatchObject({ status: "open", assignee_id: member, body: "Ten seats." });
  expect(await team.h.sql`select title, path from public.notifications where user_id = ${member}`).toMatchObject([
    { title: `Approval asked: ${title}`, path: `tasks?task=${task.id}` },
  ]);
  const [mail, ...more] = await mailsAbout(title);
  expect(more).toEqual([]);
  expect(mail!.to).toContain("berta");

  for (let n = 0; n < 3; n++) {
    const page = await open(mail!.link);
    expect(page.status).toBe(200);
    expect(page.html).toContain("Approve");
  }
  await team.h.drain();
  expect((await taskOf(contact)).status).toBe("open");

  expect((await open(mail!.link, { decision: "maybe" })).status).toBe(422);
  expect((await open(mail!.link, { decision: "approved", comment: "Fine <i>by me</i>" })).html).toContain(
    "Approved by Berta",
  );
  const again = await open(mail!.link, { decision: "rejected" });
  expect(again.html).toContain("Approved by Berta");
  expect(again.html).toContain("Fine &#60;i&#62;by me&#60;/i&#62;");
  await team.h.drain();
  expect(await path()).toEqual(["n.approved", "yes.out"]);
  expect((await step()).output).toMatchObject({
    outcome: "approved",
    comment: "Fine <i>by me</i>",
    decided_by: member,
  });
  expect(await run()).toMatchObject({ status: "completed" });
});

test("what the author and the contact wrote is text on the page", async () => {
  const member = await colleague("Carl");
  const { contact } = await ask(member);
  const { approvalLink } = await import("@/lib/services/tasks/approval-link");
  const task = await taskOf(contact);
  const link = approvalLink({ workspaceId: team.h.workspace.workspaceId, taskId: task.id, userId: member });
  expect((await open(link)).html).toContain("&#60;b&#62;20 %&#60;/b&#62;");
});

test("the deadline ends the wait, and the link says so", async () => {
  const member = await colleague("Dora");
  const title = `Late ${crypto.randomUUID()}`;
  const { contact, path } = await ask(member, { title });
  await team.h.pass("49 hours");
  const [mail] = await mailsAbout(title);
  expect((await open(mail!.link, { decision: "approved" })).html).toContain("The time to decide is over");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await team.h.drain();
  expect(await path()).toEqual(["n.timed_out", "late.out"]);
  expect(await taskOf(contact)).toMatchObject({ status: "cancelled", outcome: "timed_out" });
});

test("handing it on tells the next one by mail, once, and stops the first link", async () => {
  const [first, second] = [await colleague("Emil"), await colleague("Frida")];
  const title = `Hand on ${crypto.randomUUID()}`;
  const { contact, path, step } = await ask(first, { title });
  const task = await taskOf(contact);
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = team.h.workspace;
  await client(contracts.tasks.delegate, { id: task.id, assignee_id: second });
  await team.h.drain();
  const mails = await mailsAbout(title);
  expect(mails.map(({ to }) => to.split("-")[0])).toEqual(["emil", "frida"]);
  expect((await open(mails[0]!.link, { decision: "approved" })).html).toContain("handed on to Frida");
  expect((await taskOf(contact)).status).toBe("open");
  await open(mails[1]!.link, { decision: "rejected" });
  await team.h.drain();
  expect(await path()).toEqual(["n.rejected", "no.out"]);
  expect((await step()).output).toMatchObject({ decided_by: second });
});

test("only the one asked or an admin decides in the app, and only once", async () => {
  const [asked, other] = [await colleague("Gitta"), await colleague("Hans")];
  const { contact, path } = await ask(asked);
  const { id } = await taskOf(contact);
  const { decideTask } = await import("@/lib/services/tasks/decide-task");
  const { commitAsMember } = await import("@/lib/services/commit");
  const { workspaceId } = team.h.workspace;
  const decide = (userId: string) =>
    commitAsMember({
      actor: { kind: "user", userId, role: "editor", workspaceId },
      fn: (ctx) => decideTask({ ctx, input: { id, decision: "approved" } }),
    });
  await expect(decide(other)).rejects.toMatchObject({ code: "forbidden" });
  await expect(decide(asked)).resolves.toMatchObject({ status: "done", decided_by: { name: "Gitta" } });
  await expect(decide(asked)).rejects.toMatchObject({ code: "conflict" });
  await team.h.drain();
  expect(await path()).toEqual(["n.approved", "yes.out"]);
});

test("a cancelled run cancels what it asked", async () => {
  const { contact, run } = await ask(await colleague("Ida"));
  const { cancelRun } = await import("@/lib/services/runs/cancel-run");
  const { id } = await run();
  await asMember({ actor: team.h.workspace.actor, fn: (ctx) => cancelRun({ ctx, input: { id: id as string } }) });
  expect(await taskOf(contact)).toMatchObject({ status: "cancelled", outcome: "cancelled" });
});

test("a decision made while the mail is still being sent is heard", async () => {
  const { sql } = team.h;
  const member = await colleague("Jutta");
  // The decision commits with the delivery: after the mail was claimed, before the wait begins.
  await sql.unsafe(`create function public.decide_at_once() returns trigger language plpgsql security definer as $$
    begin
      update public.tasks set status = 'done', outcome = 'approved', decided_by = '${member}'
       where assignee_id = '${member}' and status = 'open';
      return null;
    end $$;
    create trigger decide_at_once after insert on public.mailbox for each row execute function public.decide_at_once();`);
  try {
    const { path } = await ask(member);
    expect(await path()).toEqual(["n.approved", "yes.out"]);
  } finally {
    await sql.unsafe("drop trigger decide_at_once on public.mailbox; drop function public.decide_at_once()");
  }
});

test("a run that failed elsewhere and is tried again asks again, without a second mail", async () => {
  const { h } = team;
  const member = await colleague("Kuno");
  const title = `Again ${crypto.randomUUID()}`;
  const { newTag, trigger } = await import("./team.ts");
  const [tag, list] = [newTag(), `List ${crypto.randomUUID()}`];
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = h.workspace;
  const segment = await client(contracts.segments.create, { name: list });
  const branches = [
    { id: "ask", name: "Ask" },
    { id: "add", name: "Add" },
  ];
  const workflow = await h.publish({
    nodes: [
      trigger(tag),
      { id: "p", type: "parallel", config: { branches } },
      { id: "n", type: "approval", config: config({ member, title }) },
      { id: "s", type: "add_to_segment", config: { segmentId: segment.id } },
      { id: "yes", type: "add_tag", config: { tag: "went-yes" } },
    ],
    edges: ["t -> p", "p.ask -> n", "p.add -> s", "n.approved -> yes"],
  });
  await client(contracts.segments.remove, { id: segment.id });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  const [failed] = await h.runs(workflow);
  expect(failed).toMatchObject({ status: "failed" });
  expect(await taskOf(contact)).toMatchObject({ status: "cancelled" });
  const made = await client(contracts.runs.retry, { id: failed!.id as string, from: "failed" } as never);
  // The segment is there again, so this time nothing fails.
  await h.sql`insert into public.segments (id, workspace_id, name) values (${segment.id}, ${h.workspace.workspaceId}, ${list})`;
  await h.drain();
  expect(await taskOf(contact)).toMatchObject({ status: "open", run_id: (made as { id: string }).id });
  const mails = await mailsAbout(title);
  expect(mails).toHaveLength(1);
  await open(mails[0]!.link, { decision: "approved" });
  await h.drain();
  expect((await h.runs(workflow)).map(({ status }) => status)).toEqual(["failed", "completed"]);
});
