import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

test("an activity whose dispatch fails is tried five times, then parked and shown, and others are not held up", async () => {
  const bad = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "bad" } },
      { id: "a", type: "add_tag", config: { tag: "x" } },
    ],
  });
  const good = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "good" } },
      { id: "a", type: "add_tag", config: { tag: "y" } },
    ],
  });
  await h.sql.unsafe(`
    create function private.refuse_bad() returns trigger language plpgsql as $$
    begin if new.workflow_id = '${bad}' then raise exception 'disk full'; end if; return new; end $$;
    create trigger refuse_bad before insert on public.entry_decisions for each row execute function private.refuse_bad();`);
  const { sweep } = await import("@/lib/services/runs/sweep");
  const { commitAsWorker } = await import("@/lib/services/commit");
  const contact = await h.addContact();
  // Both tags in one statement: the two activities stand in one transaction's queue.
  await commitAsWorker({
    workspaceId: h.workspace.workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("contacts")
        .set({ tags: ["bad", "good"] })
        .where("id", "=", contact)
        .execute(),
  });
  expect(await h.runs(good)).toHaveLength(1);
  for (let tries = 1; tries < 5; tries++) {
    const [row] = await h.sql`select * from public.dispatch_queue`;
    expect(row).toMatchObject({ attempts: tries, parked: false, last_error: "disk full" });
    await sweep();
    await h.pass("16 minutes");
    await sweep();
  }
  const [row] = await h.sql`select * from public.dispatch_queue`;
  expect(row).toMatchObject({ attempts: 5, parked: true });
  await h.pass("1 day");
  expect((await sweep()).dispatched).toBe(0);
  await h.sql.unsafe(`drop trigger refuse_bad on public.entry_decisions`);
  await h.drain();
});

test("what a crash leaves undispatched is found by the sweeper", async () => {
  const { sweep } = await import("@/lib/services/runs/sweep");
  const { asWorker } = await import("@/lib/db/scoped");
  const { addTag } = await import("@/lib/services/contacts/add-tag");
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "crash" } },
      { id: "a", type: "add_tag", config: { tag: "z" } },
    ],
  });
  const contact = await h.addContact();
  // The door alone: committed, and the process is gone before it could dispatch.
  await asWorker({
    workspaceId: h.workspace.workspaceId,
    fn: (ctx) => addTag({ ctx, input: { id: contact, tag: "crash" } }),
  });
  expect((await sweep()).dispatched).toBe(0);
  expect(await h.runs(id)).toHaveLength(0);
  await h.pass("6 seconds");
  expect((await sweep()).dispatched).toBe(1);
  await h.drain();
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
});

test("an event that was lost after the commit is sent again by the sweeper, once in half a minute", async () => {
  const { sweep } = await import("@/lib/services/runs/sweep");
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "lost" } },
      { id: "a", type: "add_tag", config: { tag: "found" } },
    ],
  });
  const contact = await h.addContact();
  h.loseEvents(true);
  await h.addTag(contact, "lost");
  h.loseEvents(false);
  expect(await h.runs(id)).toMatchObject([{ status: "running" }]);
  expect((await sweep()).sent).toBe(0);
  await h.pass("31 seconds");
  expect((await sweep()).sent).toBe(1);
  expect((await sweep()).sent).toBe(0);
  await h.drain();
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
});

test("activities of one contact are shown in the order they were recorded", async () => {
  const id = await h.publish({
    nodes: [
      { id: "t", type: "contact_updated", config: { field: "company" } },
      { id: "a", type: "add_tag", config: { tag: "c" } },
    ],
    entry: { reentry: { mode: "always", cooldown_hours: 24 } },
  });
  const { asWorker } = await import("@/lib/db/scoped");
  const { dispatch } = await import("@/lib/services/runs/dispatch");
  const contact = await h.addContact();
  const { workspaceId } = h.workspace;
  for (const company of ["A", "B", "C"])
    await asWorker({
      workspaceId,
      fn: (ctx) => ctx.db.updateTable("contacts").set({ company }).where("id", "=", contact).execute(),
    });
  await dispatch({ workspaceId, subjectId: contact });
  const runs = await h.runs(id);
  expect(runs.map((run) => (run.trigger as { changes: { company: { to: string } } }).changes.company.to)).toEqual([
    "A",
    "B",
    "C",
  ]);
  await h.drain();
});
