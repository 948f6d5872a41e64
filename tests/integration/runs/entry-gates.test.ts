import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

let count = 0;
const newTag = () => `gate-${++count}`;
const journey = (tag: string) => [
  { id: "t", type: "tag_added", config: { tag } },
  { id: "a", type: "add_tag", config: { tag: "seen" } },
];
async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return { contracts, client: h.workspace.client };
}
const one = async (id: string) => (await h.decisions(id)).at(-1)!;

test("a segment gate lets members in or keeps them out, as the segment is at that moment", async () => {
  const { workspaceId } = h.workspace;
  const segmentId = crypto.randomUUID();
  await h.sql`insert into public.segments (id, workspace_id, name) values (${segmentId}, ${workspaceId}, 'Trial users')`;
  const [inTag, outTag] = [newTag(), newTag()];
  const inside = await h.publish({
    nodes: journey(inTag),
    entry: { segment_gate: { segment_id: segmentId, in: true } },
  });
  const outside = await h.publish({
    nodes: journey(outTag),
    entry: { segment_gate: { segment_id: segmentId, in: false } },
  });
  const contact = await h.addContact();
  await h.addTag(contact, inTag);
  await h.addTag(contact, outTag);
  expect(await one(inside)).toMatchObject({ entered: false, rule: "segment_gate", detail: { segment: "Trial users" } });
  expect((await one(inside)).reason).toBe(
    'The contact was not in the segment "Trial users", and only its members enter.',
  );
  expect(await one(outside)).toMatchObject({ entered: true });
  await h.sql`insert into public.segment_members (workspace_id, segment_id, contact_id) values (${workspaceId}, ${segmentId}, ${contact})`;
  await h.drain();
  await h.sql`update public.contacts set tags = '{}' where id = ${contact}`;
  await h.addTag(contact, inTag);
  await h.addTag(contact, outTag);
  expect(await one(inside)).toMatchObject({ entered: true });
  expect(await one(outside)).toMatchObject({ entered: false, rule: "segment_gate" });
  await h.sql`delete from public.segments where id = ${segmentId}`;
  await h.addTag(await h.addContact(), inTag);
  expect((await one(inside)).reason).toContain("was deleted");
});

test("a gate on a segment of another workspace, or none, is refused", async () => {
  const { contracts, client } = await api();
  const { makeWorkspace } = await import("../../support/workspace.ts");
  const other = await makeWorkspace({ name: "Other" });
  const foreign = crypto.randomUUID();
  await h.sql`insert into public.segments (id, workspace_id, name) values (${foreign}, ${other.workspaceId}, 'Theirs')`;
  const id = await h.publish({ nodes: journey(newTag()) });
  for (const segment_id of [foreign, crypto.randomUUID()])
    await expect(
      client(contracts.workflows.update, { id, entry: { segment_gate: { segment_id } } } as never),
    ).rejects.toMatchObject({ code: "validation", fields: [{ path: "entry.segment_gate.segment_id" }] });
});

test("before the first and after the last instant nobody enters; between them people do", async () => {
  const tag = newTag();
  const [row] = await h.sql`select private.now() as now`;
  const at = (hours: number) => new Date((row!.now as Date).getTime() + hours * 3_600_000).toISOString();
  const id = await h.publish({ nodes: journey(tag), entry: { window: { from: at(1), to: at(3) } } });
  for (const hours of [0, 2, 2]) {
    await h.pass(`${hours} hours`);
    await h.addTag(await h.addContact(), tag);
  }
  const decisions = await h.decisions(id);
  expect(decisions.map((decision) => [decision.entered, decision.rule])).toEqual([
    [false, "schedule"],
    [true, "entered"],
    [false, "schedule"],
  ]);
  expect(decisions[0]!.reason).toMatch(/^People enter from .* on; this was earlier\.$/);
  expect(decisions[2]!.reason).toMatch(/^People entered until .*; this was later\.$/);
});

test("hours of the week are those of the workspace's zone, and business hours fall back to the workspace's", async () => {
  const { workspaceId } = h.workspace;
  const days = { mon: [["09:00", "17:00"]], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await h.sql`update public.workspaces set time_zone = 'America/New_York', business_hours = ${h.sql.json({ days, holidays: [] } as never)}
    where id = ${workspaceId}`;
  const [custom, business, own] = [newTag(), newTag(), newTag()];
  const ids = {
    custom: await h.publish({
      nodes: journey(custom),
      entry: { window: { hours: "custom", weekly: { days, holidays: [] } } },
    }),
    business: await h.publish({ nodes: journey(business), entry: { window: { hours: "business" } } }),
    own: await h.publish({ nodes: journey(own), entry: { window: { hours: "business" } } }),
  };
  const allWeek = Object.fromEntries(Object.keys(days).map((day) => [day, [["00:00", "24:00"]]]));
  await h.sql`update public.workflows set settings = ${h.sql.json({ business_hours: { days: allWeek, holidays: [] } } as never)} where id = ${ids.own}`;
  const enter = async (instant: string) => {
    await h.sql`update private.clock set shift = ${instant}::timestamptz - now()`;
    for (const tag of [custom, business, own]) await h.addTag(await h.addContact(), tag);
  };
  // A Monday in March: New York is four hours behind.
  await enter("2027-03-15T12:59:00Z");
  await enter("2027-03-15T13:01:00Z");
  await enter("2027-03-16T13:01:00Z");
  for (const id of [ids.custom, ids.business]) {
    const decisions = await h.decisions(id);
    expect(decisions.map((decision) => decision.entered)).toEqual([false, true, false]);
    expect(decisions[0]!.reason).toContain("it was Monday, 08:59.");
  }
  expect((await h.decisions(ids.own)).map((decision) => decision.entered)).toEqual([true, true, true]);
});

test("a group is put in order in one call, and the new first takes the contact", async () => {
  const { contracts, client } = await api();
  const tag = newTag();
  const ids: string[] = [];
  for (const name of ["One", "Two", "Three"])
    ids.push(await h.publish({ name, nodes: journey(tag), group: "reordered" }));
  const [first, second, third] = ids as [string, string, string];
  const answer = await client(contracts.workflows.reorder, { group: "reordered", ids: [third, first, second] });
  expect(answer.data.map(({ name, priority }) => [name, priority])).toEqual([
    ["Three", 10],
    ["One", 20],
    ["Two", 30],
  ]);
  await h.addTag(await h.addContact(), tag);
  expect(await one(third)).toMatchObject({ entered: true });
  expect(await one(first)).toMatchObject({ entered: false, rule: "exclusive_group" });

  await h.sql`update public.workflows set exclusive_group = null where id = ${second}`;
  for (const stale of [[first, second, third], [first], [first, third, crypto.randomUUID()]])
    await expect(client(contracts.workflows.reorder, { group: "reordered", ids: stale })).rejects.toMatchObject({
      code: "conflict",
      details: { current: [{ id: third }, { id: first }] },
    });
  await expect(client(contracts.workflows.reorder, { group: "reordered", ids: [first, first] })).rejects.toMatchObject({
    code: "validation",
  });
  const rows =
    await h.sql`select id, priority from public.workflows where exclusive_group = 'reordered' order by priority`;
  expect(rows.map((row) => row.id)).toEqual([third, first]);
});

test("an archived workflow refuses entry and comes back stopped; one that was never published as a draft", async () => {
  const { contracts, client } = await api();
  const tag = newTag();
  const id = await h.publish({ nodes: journey(tag) });
  await client(contracts.workflows.archive, { id });
  await h.addTag(await h.addContact(), tag);
  expect(await one(id)).toMatchObject({ entered: false, rule: "status", reason: "The workflow was archived." });
  expect(await client(contracts.workflows.unarchive, { id })).toMatchObject({ status: "stopped" });
  await h.addTag(await h.addContact(), tag);
  expect(await one(id)).toMatchObject({ entered: false, rule: "status" });
  const draft = await client(contracts.workflows.create, { name: "Draft" });
  await client(contracts.workflows.archive, { id: draft.id });
  expect(await client(contracts.workflows.unarchive, { id: draft.id })).toMatchObject({ status: "draft" });
  await expect(client(contracts.workflows.unarchive, { id: draft.id })).rejects.toMatchObject({ code: "conflict" });
});
