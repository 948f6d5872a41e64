import { expect, test } from "vitest";
import { contracts } from "@/lib/api/contracts/all";
import { commitAsMember } from "@/lib/services/commit";
import { activities, colleague, team } from "./team.ts";

const api: typeof team.h.workspace.client = (...args) => team.h.workspace.client(...args);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error) => error.code ?? error.problem?.code,
  );

test("a segment is made once per name, renamed, listed with its count, and deleted", async () => {
  const made = await api(contracts.segments.create, { name: "Readers", description: "Of the letter" });
  await expect(api(contracts.segments.create, { name: "READERS" })).rejects.toThrow(/called "READERS" already/);
  const other = await api(contracts.segments.create, { name: "Guests" });
  await expect(api(contracts.segments.update, { id: other.id, name: "readers" })).rejects.toThrow(/already/);
  expect(await api(contracts.segments.update, { id: made.id, name: "readers" })).toMatchObject({ name: "readers" });
  const page = await api(contracts.segments.list, { count: "exact" });
  expect(page).toMatchObject({ count: 2, data: [{ name: "Guests" }, { name: "readers", members: 0 }] });
  await api(contracts.segments.remove, { id: other.id });
  expect((await api(contracts.segments.list, {})).data).toHaveLength(1);
});

test("1,000 contacts are added at once, page by page to be seen, and taken out; a stranger adds nobody", async () => {
  const { id } = await api(contracts.segments.create, { name: "Many" });
  const { workspaceId } = team.h.workspace;
  const rows = await team.h.sql`insert into public.contacts (workspace_id, email)
    select ${workspaceId}, 'many-' || n || '@example.test' from generate_series(1, 1000) n returning id`;
  const ids = rows.map((row) => row.id as string);
  await expect(
    api(contracts.segments.addMembers, { id, contact_ids: [...ids.slice(0, 5), crypto.randomUUID()] }),
  ).rejects.toThrow(/Nobody was added/);
  expect(await api(contracts.segments.addMembers, { id, contact_ids: ids })).toEqual({ added: 1000 });
  expect(await api(contracts.segments.addMembers, { id, contact_ids: ids.slice(0, 9) })).toEqual({ added: 0 });
  await expect(
    api(contracts.segments.addMembers, { id, contact_ids: [...ids, crypto.randomUUID()] }),
  ).rejects.toThrow();

  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: { data: { contact_id: string }[]; next_cursor: string | null } = await api(contracts.segments.members, {
      id,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    for (const one of page.data) seen.add(one.contact_id);
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen.size).toBe(1000);
  expect(await activities(ids[0]!, "segment.entered")).toHaveLength(1);
  expect((await api(contracts.segments.list, { contact: ids[0]! })).data.map(({ name }) => name)).toEqual(["Many"]);
  expect(await api(contracts.segments.removeMembers, { id, contact_ids: ids })).toEqual({ removed: 1000 });
  expect((await api(contracts.segments.get, { id })).members).toBe(0);
});

test("open tasks come by due time, those without a date last, over several pages", async () => {
  const due = ["2031-01-03T00:00:00Z", null, "2031-01-01T00:00:00Z", "2031-01-02T00:00:00Z", null];
  for (const [n, due_at] of due.entries()) await api(contracts.tasks.create, { title: `Due ${n}`, due_at });
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: { title: string }[]; next_cursor: string | null } = await api(contracts.tasks.list, {
      sort: "due",
      limit: 2,
      ...(cursor ? { cursor } : {}),
    });
    titles.push(...page.data.map(({ title }) => title));
    cursor = page.next_cursor;
  } while (cursor);
  expect(titles).toEqual(["Due 2", "Due 3", "Due 0", "Due 1", "Due 4"]);
});

test("a task is changed, handed on, done once, and never decided; one that is cancelled stays so", async () => {
  const [first, second] = [await colleague("Xaver"), await colleague("Yara")];
  const { id } = await api(contracts.tasks.create, { title: "Call", assignee_id: first });
  await api(contracts.tasks.update, { id, title: "Call back", due_at: "2031-01-01T00:00:00Z" });
  await expect(api(contracts.tasks.delegate, { id, assignee_id: first })).rejects.toThrow(/has it already/);
  await expect(api(contracts.tasks.delegate, { id, assignee_id: crypto.randomUUID() })).rejects.toThrow(/member/);
  expect(await api(contracts.tasks.delegate, { id, assignee_id: second })).toMatchObject({
    assignee: { name: "Yara" },
  });
  await expect(api(contracts.tasks.decide, { id, decision: "approved" })).rejects.toThrow(/mark it as done/);
  expect(await api(contracts.tasks.complete, { id, outcome: "reached" })).toMatchObject({
    status: "done",
    outcome: "reached",
  });
  await expect(api(contracts.tasks.complete, { id })).rejects.toThrow(/done already/);
  await expect(api(contracts.tasks.update, { id, title: "x" })).rejects.toThrow(/done already/);
  const other = await api(contracts.tasks.create, { title: "Never" });
  expect(await api(contracts.tasks.cancel, { id: other.id })).toMatchObject({ status: "cancelled" });
  await expect(api(contracts.tasks.complete, { id: other.id })).rejects.toThrow(/was cancelled/);
});

test("nobody is told of what he gave himself; each reads his own notifications only", async () => {
  const { actor, workspaceId, userId } = team.h.workspace;
  const reader = await colleague("Zoe");
  const { createTask } = await import("@/lib/services/tasks/create-task");
  const { listNotifications } = await import("@/lib/services/notifications/list-notifications");
  const { readNotifications } = await import("@/lib/services/notifications/read-notifications");
  for (const assignee_id of [userId, reader])
    await commitAsMember({ actor, fn: (ctx) => createTask({ ctx, input: { title: "For you", assignee_id } }) });
  const as = { kind: "user", userId: reader, role: "editor", workspaceId } as const;
  const list = (who: typeof actor | typeof as) =>
    commitAsMember({ actor: who, fn: (ctx) => listNotifications({ ctx, input: { limit: 50 } }) });
  expect(await list(as)).toMatchObject({ unread: 1, data: [{ title: "New task: For you", read_at: null }] });
  expect((await list(actor)).data).toEqual([]);
  const id = (await list(as)).data[0]!.id;
  expect(await commitAsMember({ actor, fn: (ctx) => readNotifications({ ctx, input: { ids: [id] } }) })).toEqual({
    read: 0,
  });
  expect(await commitAsMember({ actor: as, fn: (ctx) => readNotifications({ ctx, input: {} }) })).toEqual({ read: 1 });
  expect((await list(as)).unread).toBe(0);
  expect((await api(contracts.notifications.list, {})).data).toEqual([]);
});

test("members are listed by name with their role", async () => {
  await colleague("Anton");
  const { data } = await api(contracts.members.list, {});
  expect(data.find(({ name }) => name === "Anton")).toMatchObject({
    role: "editor",
    email: expect.stringContaining("@"),
  });
  expect(await code(api(contracts.tasks.create, { title: "x", assignee_id: crypto.randomUUID() }))).toBe("validation");
});
