import { expect, test } from "vitest";
import { colleague, team, through } from "./team.ts";

const owner = async (id: string) =>
  (await team.h.sql`select owner_id from public.contacts where id = ${id}`)[0]!.owner_id;

test("members in turn: 40 at once get equal shares and no turn is taken twice", async () => {
  const members = [await colleague("Nora"), await colleague("Otto"), await colleague("Paul"), await colleague("Quinn")];
  const { asWorker } = await import("@/lib/db/scoped");
  const { assignOwner } = await import("@/lib/services/contacts/assign-owner");
  const contacts = await Promise.all(Array.from({ length: 40 }, () => team.h.addContact()));
  await Promise.all(
    contacts.map((id) =>
      asWorker({
        workspaceId: team.h.workspace.workspaceId,
        fn: (ctx) =>
          assignOwner({ ctx, input: { id, choice: { how: "round_robin", members }, keep: true, key: "shared" } }),
      }),
    ),
  );
  const owners = await Promise.all(contacts.map(owner));
  expect(members.map((member) => owners.filter((one) => one === member).length)).toEqual([10, 10, 10, 10]);
  const [turns] = await team.h.sql`select turns from public.rotations where key = 'shared'`;
  expect(Number(turns!.turns)).toBe(40);
});

test("by load: at once, everybody ends with the same number of open contacts", async () => {
  const members = [await colleague("Rosa"), await colleague("Sven"), await colleague("Tina")];
  for (let n = 0; n < 4; n++) await team.h.addContact({ owner_id: members[0] });
  await team.h.addContact({ owner_id: members[1], status: "inactive" });
  const { asWorker } = await import("@/lib/db/scoped");
  const { assignOwner } = await import("@/lib/services/contacts/assign-owner");
  const contacts = await Promise.all(Array.from({ length: 8 }, () => team.h.addContact()));
  const choice = { how: "least_loaded" as const, members, load: "contacts" as const };
  await Promise.all(
    contacts.map((id) =>
      asWorker({
        workspaceId: team.h.workspace.workspaceId,
        fn: (ctx) => assignOwner({ ctx, input: { id, choice, keep: true, key: "load" } }),
      }),
    ),
  );
  const rows = await team.h.sql`select owner_id, count(*)::int as n from public.contacts
    where owner_id = any (${members}) and status = 'lead' group by 1`;
  expect(rows.map(({ n }) => n)).toEqual([4, 4, 4]);
});

test("an owner who is a member is kept and uses up no turn; one who has left is replaced", async () => {
  const [before, next] = [await colleague("Ulla"), await colleague("Vera")];
  const node = { type: "assign_owner", config: { how: "round_robin", members: [next], keep: true } };
  const kept = await through({ node, contact: { owner_id: before } });
  expect(await owner(kept.contact)).toBe(before);
  expect(await team.h.sql`select 1 from public.rotations where key = ${`${kept.workflow}/n`}`).toEqual([]);
  const replaced = await through({ node, contact: { owner_id: crypto.randomUUID() } });
  expect(await owner(replaced.contact)).toBe(next);
});

test("a member who left the workspace gets nothing: the step fails in words", async () => {
  const gone = await colleague("Wim");
  const { h } = team;
  const { newTag, trigger } = await import("./team.ts");
  const tag = newTag();
  const id = await h.publish({
    nodes: [trigger(tag), { id: "n", type: "assign_owner", config: { how: "member", member: gone, keep: false } }],
  });
  await h.sql`delete from public.workspace_members where user_id = ${gone}`;
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  expect(await h.runs(id)).toMatchObject([
    { status: "failed", reason: expect.stringContaining("not a member of the workspace any more") },
  ]);
});

test("publishing refuses members, segments and workflows of elsewhere", async () => {
  const refused = team.h.publish({
    nodes: [
      { id: "t", type: "segment_entered", config: { segmentId: crypto.randomUUID() } },
      { id: "a", type: "assign_owner", config: { how: "member", member: crypto.randomUUID() } },
      { id: "b", type: "start_workflow", config: { workflowId: crypto.randomUUID() } },
    ],
  });
  const { fields } = await refused.catch((error) => error);
  expect(fields.map(({ path }: { path: string }) => path)).toEqual([
    "draft.nodes.0.config.segmentId",
    "draft.nodes.1.config.member",
    "draft.nodes.2.config.workflowId",
  ]);
});
