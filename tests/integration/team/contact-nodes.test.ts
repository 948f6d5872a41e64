import { expect, test } from "vitest";
import { activities, colleague, newTag, team, through, trigger } from "./team.ts";

const contactRow = async (id: string) => (await team.h.sql`select * from public.contacts where id = ${id}`)[0]!;
const segment = async (name = `List ${crypto.randomUUID()}`) => {
  const { contracts } = await import("@/lib/api/contracts/all");
  return (await team.h.workspace.client(contracts.segments.create, { name })).id;
};

/** A workflow that a trigger alone starts, and how many runs it has. */
async function listener(type: string, config: Record<string, unknown>) {
  const id = await team.h.publish({
    nodes: [
      { id: "t", type, config },
      { id: "s", type: "stop", config: { reason: "Seen" } },
    ],
    entry: { reentry: { mode: "always", cooldown_hours: 1 } },
  });
  return async (contact: string) => (await team.h.runs(id)).filter((run) => run.contact_id === contact).length;
}

test("a status change starts what waits for it, from and to", async () => {
  const qualified = await listener("status_changed", { to: "qualified" });
  const fromInactive = await listener("status_changed", { from: "inactive", to: "qualified" });
  const { contact } = await through({ node: { type: "change_status", config: { status: "qualified" } } });
  expect((await contactRow(contact)).status).toBe("qualified");
  expect([await qualified(contact), await fromInactive(contact)]).toEqual([1, 0]);
});

test("a consent is recorded with its proof, once", async () => {
  const config = {
    what: "consent",
    channel: "sms",
    status: "granted",
    reason: "Said so on the phone, {{ first_name }}",
  };
  const { contact } = await through({ node: { type: "set_consent", config }, contact: { first_name: "Pat" } });
  const rows = await team.h
    .sql`select channel, status, text, source from public.contact_consents where contact_id = ${contact}`;
  expect(rows).toEqual([
    { channel: "sms", status: "granted", text: "Said so on the phone, Pat", source: "Workflow: Journey" },
  ]);
  const tag = newTag();
  await team.h.publish({ nodes: [trigger(tag), { id: "n", type: "set_consent", config }] });
  await team.h.addTag(contact, tag);
  await team.h.drain();
  expect(await team.h.sql`select 1 from public.contact_consents where contact_id = ${contact}`).toHaveLength(1);
});

test.each([
  { channel: "email", address: "left@contact.example", fields: { email: "left@contact.example" } },
  { channel: "phone", address: "+15550104477", fields: { phone: "+15550104477" } },
])("a step lifts no unsubscribe of $channel and says so; a member does", async ({ channel, address, fields }) => {
  const { sql, workspace } = team.h;
  const { workspaceId } = workspace;
  await sql`insert into public.suppressions (workspace_id, channel, address, reason)
    values (${workspaceId}, ${channel}, ${address}, 'unsubscribed')`;
  const config = { what: "consent", channel, status: "granted", reason: "Ticked a box" };
  const { contact, step } = await through({ node: { type: "set_consent", config }, contact: fields });
  expect(await step()).toMatchObject({
    status: "done",
    output: { changed: false },
    note: "The contact unsubscribed on this channel; only the contact or a member can lift that.",
  });
  const consents = () => sql`select status from public.contact_consents where contact_id = ${contact}`;
  const stops = () => sql`select 1 from public.suppressions where address = ${address}`;
  expect([await consents(), await stops()]).toMatchObject([{ length: 0 }, { length: 1 }]);
  const { contracts } = await import("@/lib/api/contracts/all");
  const granted = { id: contact, channel: channel as "email", status: "granted", source: "phone call" } as const;
  await workspace.client(contracts.contacts.setConsent, granted);
  expect([await consents(), await stops()]).toMatchObject([[{ status: "granted" }], { length: 0 }]);
});

test("do not contact goes on and off", async () => {
  const on = await through({ node: { type: "set_consent", config: { what: "do_not_contact", doNotContact: true } } });
  expect((await contactRow(on.contact)).do_not_contact).toBe(true);
  const off = await through({
    node: { type: "set_consent", config: { what: "do_not_contact", doNotContact: false } },
    contact: { do_not_contact: true },
  });
  expect((await contactRow(off.contact)).do_not_contact).toBe(false);
});

test("a score is clamped, tells its reason, and starts what waits for a crossing only", async () => {
  const [up, down, both] = [
    await listener("score_crossed", { threshold: 50, direction: "up" }),
    await listener("score_crossed", { threshold: 50, direction: "down" }),
    await listener("score_crossed", { threshold: 50, direction: "both" }),
  ];
  const add = (how: string, points: number) => ({
    type: "adjust_score",
    config: { how, points, reason: "Asked for a demo" },
  });
  const { contact } = await through({ node: add("add", 30), contact: { score: 10 } });
  expect([await up(contact), await down(contact), await both(contact)]).toEqual([0, 0, 0]);
  for (const [how, points] of [
    ["add", 990],
    ["subtract", 999],
  ] as const) {
    const tag = newTag();
    await team.h.publish({ nodes: [trigger(tag), { id: "n", ...add(how, points) }] });
    await team.h.addTag(contact, tag);
    await team.h.drain();
  }
  expect((await contactRow(contact)).score).toBe(1);
  expect([await up(contact), await down(contact), await both(contact)]).toEqual([1, 1, 2]);
  const changes = await activities(contact, "score.changed");
  expect(changes.map(({ data }) => data)).toEqual([
    { from: 10, to: 40, reason: "Asked for a demo" },
    { from: 40, to: 1000, reason: "Asked for a demo" },
    { from: 1000, to: 1, reason: "Asked for a demo" },
  ]);
});

test("segments are entered and left once, and workflows hear of it", async () => {
  const id = await segment();
  const [entered, left] = [
    await listener("segment_entered", { segmentId: id }),
    await listener("segment_left", { segmentId: id }),
  ];
  const { contact } = await through({ node: { type: "add_to_segment", config: { segmentId: id } } });
  expect([await entered(contact), await left(contact)]).toEqual([1, 0]);
  const again = newTag();
  await team.h.publish({ nodes: [trigger(again), { id: "n", type: "add_to_segment", config: { segmentId: id } }] });
  await team.h.addTag(contact, again);
  const out = newTag();
  await team.h.publish({ nodes: [trigger(out), { id: "n", type: "remove_from_segment", config: { segmentId: id } }] });
  await team.h.addTag(contact, out);
  await team.h.drain();
  expect([await entered(contact), await left(contact)]).toEqual([1, 1]);
});

test("deleting a segment or a contact is no leaving", async () => {
  const id = await segment();
  const { contact } = await through({ node: { type: "add_to_segment", config: { segmentId: id } } });
  const { contracts } = await import("@/lib/api/contracts/all");
  await team.h.workspace.client(contracts.segments.remove, { id });
  expect(await activities(contact, "segment.left")).toEqual([]);
  const other = await segment();
  const gone = await through({ node: { type: "add_to_segment", config: { segmentId: other } } });
  await team.h.sql`delete from public.contacts where id = ${gone.contact}`;
  expect(await team.h.sql`select 1 from public.segment_members where segment_id = ${other}`).toEqual([]);
});

test("a removed tag starts what waits for it, in any case", async () => {
  const removed = await listener("tag_removed", { tag: "Trial" });
  const { contact } = await through({
    node: { type: "remove_tag", config: { tag: "trial" } },
    contact: { tags: ["TRIAL"] },
  });
  expect(await removed(contact)).toBe(1);
});

test("a task is given to its assignee, due in days, and its end starts a workflow", async () => {
  const member = await colleague("Karl");
  const calls = await listener("task_completed", { kind: "task", title: "call", outcome: "reached" });
  const config = { title: "Call {{ first_name }}", body: "", how: "member", member, dueInDays: 2 };
  const { contact, step } = await through({ node: { type: "create_task", config }, contact: { first_name: "Pat" } });
  const { output } = (await step()) as { output: { task_id: string } };
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = team.h.workspace;
  const task = await client(contracts.tasks.get, { id: output.task_id });
  expect(task).toMatchObject({
    title: "Call Pat",
    assignee: { name: "Karl" },
    status: "open",
    contact: { id: contact },
  });
  expect(Math.round((Date.parse(task.due_at!) - Date.parse(task.created_at)) / 86_400_000)).toBe(2);
  expect(await team.h.sql`select title from public.notifications where user_id = ${member}`).toEqual([
    { title: "New task: Call Pat" },
  ]);
  await client(contracts.tasks.complete, { id: task.id, outcome: "reached", comment: "Wants ten seats." });
  await team.h.drain();
  expect(await calls(contact)).toBe(1);
});

test("members are told in the app and by mail, each once", async () => {
  const [first, second] = [await colleague("Lena"), await colleague("Max")];
  const title = `News ${crypto.randomUUID()}`;
  const config = { who: "members", members: [first, second, first], title, body: "**Look** here", email: true };
  const { contact, step } = await through({ node: { type: "notify_members", config } });
  expect((await step()).output).toEqual({ told: [first, second], mailed: 2 });
  const told = await team.h.sql`select user_id, path from public.notifications where title = ${title}`;
  expect(told.map(({ user_id }) => user_id).sort()).toEqual([first, second].sort());
  expect(told[0]!.path).toBe(`contacts/${contact}`);
  const mails = await team.h.sql`select request from public.mailbox where request ->> 'subject' = ${title}`;
  expect(mails.map(({ request }) => request.to.split("-")[0]).sort()).toEqual(["lena", "max"]);
  expect(mails[0]!.request.html).toContain("<strong>Look</strong>");
  expect(await team.h.sql`select 1 from public.messages where contact_id = ${contact}`).toEqual([]);
});
