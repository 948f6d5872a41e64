import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

test("an activity whose dispatch fails is tried five times, then set aside and said; what the contact did later waits for it, and other contacts do not", async () => {
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
  // The two activities stand in one transaction's queue, in this order.
  await commitAsWorker({
    workspaceId: h.workspace.workspaceId,
    fn: async (ctx) => {
      for (const tags of [["bad"], ["bad", "good"]])
        await ctx.db.updateTable("contacts").set({ tags }).where("id", "=", contact).execute();
    },
  });
  expect(await h.runs(good)).toHaveLength(0);
  await h.addTag(await h.addContact(), "good");
  expect(await h.runs(good)).toHaveLength(1);
  // One that comes later waits too, and the sweep does not even look at it.
  await h.addTag(contact, "later");
  await h.pass("6 seconds");
  expect((await sweep()).dispatched).toBe(0);
  for (let tries = 1; tries < 5; tries++) {
    const [row] = await h.sql`select * from public.dispatch_queue order by seq`;
    expect(row).toMatchObject({ attempts: tries, parked: false, last_error: "disk full" });
    expect(await h.runs(good)).toHaveLength(1);
    await h.pass("6 minutes");
    await sweep();
  }
  // The last failure sets it aside, and those behind it are shown in the same sweep or the next.
  await sweep();
  expect((await h.runs(good)).map((run) => run.subject_id)).toContain(contact);
  expect(await h.sql`select title, body, path from public.notifications`).toMatchObject([
    {
      title: expect.stringContaining("No workflow saw"),
      body: expect.stringContaining("disk full"),
      path: `contacts/${contact}`,
    },
  ]);
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

test("one that is put off and succeeds then is shown before those that came after it", async () => {
  const id = await h.publish({
    nodes: [
      { id: "t", type: "contact_updated", config: { field: "job_title" } },
      { id: "a", type: "add_tag", config: { tag: "titled" } },
    ],
    entry: { reentry: { mode: "always", cooldown_hours: 24 } },
  });
  await h.sql.unsafe(`
    create function private.refuse_runs() returns trigger language plpgsql as $$
    begin if new.workflow_id = '${id}' then raise exception 'out of luck'; end if; return new; end $$;
    create trigger refuse_runs before insert on public.workflow_runs for each row execute function private.refuse_runs();`);
  const { commitAsWorker } = await import("@/lib/services/commit");
  const { dispatchMany } = await import("@/lib/services/runs/dispatch-many");
  const { sweep } = await import("@/lib/services/runs/sweep");
  const { workspaceId } = h.workspace;
  const contact = await h.addContact();
  const rename = (job_title: string) =>
    commitAsWorker({
      workspaceId,
      fn: (ctx) => ctx.db.updateTable("contacts").set({ job_title }).where("id", "=", contact).execute(),
    });
  for (const title of ["Clerk", "Head", "Chief"]) await rename(title);
  await h.sql.unsafe("drop trigger refuse_runs on public.workflow_runs");
  // Whoever asks meanwhile, by the contact or by a request of its own, is told to wait.
  await dispatchMany({ workspaceId, subjectIds: [contact] });
  await rename("President");
  expect(await h.runs(id)).toHaveLength(0);
  await h.pass("11 seconds");
  await sweep();
  const titles = (await h.runs(id)).map(
    (run) => (run.trigger as { changes: { job_title: { to: string } } }).changes.job_title.to,
  );
  expect(titles).toEqual(["Clerk", "Head", "Chief", "President"]);
  expect(await h.sql`select from public.dispatch_queue where subject_id = ${contact}`).toHaveLength(0);
});

test("ten thousand that wait behind one are not read again and again: others are found at once", async () => {
  const { claimDue } = await import("@/lib/db/lookup");
  const { workspaceId } = h.workspace;
  await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "crowd" } },
      { id: "a", type: "add_tag", config: { tag: "z" } },
    ],
  });
  const [waiting, other] = [await h.addContact(), await h.addContact()];
  for (const [contact, count] of [
    [waiting, 10_000],
    [other, 1],
  ] as const)
    await h.sql`
      with made as (
        insert into public.activities (workspace_id, subject_id, contact_id, type, source)
        select ${workspaceId}, ${contact}, ${contact}, 'contact.tag_added', 'test' from generate_series(1, ${count}::int) returning id, seq)
      insert into public.dispatch_queue (activity_id, workspace_id, subject_id, seq, next_at)
      select id, ${workspaceId}, ${contact}, seq, private.now() - interval '1 minute' from made`;
  await h.sql`update public.dispatch_queue set attempts = 1, next_at = private.now() + interval '1 minute'
    where seq = (select min(seq) from public.dispatch_queue where subject_id = ${waiting})`;
  await h.sql`analyze public.dispatch_queue`;
  expect(await claimDue({ kind: "dispatch", limit: 200 })).toEqual([{ workspaceId, refId: other }]);
  await h.sql`update public.dispatch_queue set next_at = private.now() where attempts = 1 and subject_id = ${waiting}`;
  expect((await claimDue({ kind: "dispatch", limit: 200 })).map(({ refId }) => refId)).toContain(waiting);
  await h.sql`delete from public.dispatch_queue`;
});
