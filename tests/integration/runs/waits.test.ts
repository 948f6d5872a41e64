import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

let count = 0;
const newTag = () => `wait-${++count}`;
const trigger = (tag: string) => ({ id: "t", type: "tag_added", config: { tag } });
const timeout = { amount: 2, unit: "days" };
const waitForTags = (tags: string[]) => ({
  id: "w",
  type: "wait_for_event",
  config: {
    events: tags.map((tag, n) => ({ id: `e${n}`, name: tag, type: "contact.tag_added", key: tag })),
    lookBack: true,
    timeout,
  },
});
const path = async (runId: unknown) => (await h.steps(runId as string)).map((step) => `${step.node_id}.${step.outlet}`);

test("an event that does not match, or belongs to somebody else, wakes nobody", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [trigger(tag), waitForTags(["yes"]), { id: "a", type: "add_tag", config: { tag: "woke" } }],
    edges: ["t -> w", "w.e0 -> a"],
  });
  const [contact, other] = [await h.addContact(), await h.addContact()];
  await h.addTag(contact, tag);
  await h.drain();
  await h.addTag(contact, "no");
  await h.addTag(other, "yes");
  await h.drain();
  expect(await h.runs(id)).toMatchObject([{ status: "waiting" }]);
});

test("the first of several events wins, once; the timer that was set comes to nothing", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [trigger(tag), waitForTags(["left", "right"]), { id: "a", type: "add_tag", config: { tag: "went-right" } }],
    edges: ["t -> w", "w.e1 -> a"],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  await h.addTag(contact, "RIGHT");
  await h.addTag(contact, "left");
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "completed" });
  expect(await path(run!.id)).toEqual(["t.out", "w.e1", "a.out"]);
  await h.pass("3 days");
  await h.drain();
  expect(await h.steps(run!.id as string)).toHaveLength(3);
  expect(await h.sql`select * from public.workflow_wait_events where subject_id = ${contact}`).toHaveLength(0);
});

test("without the event the timeout leads on, found by the sweeper because it is more than a day away", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [trigger(tag), waitForTags(["never"]), { id: "a", type: "add_tag", config: { tag: "too-late" } }],
    edges: ["t -> w", "w.timeout -> a"],
  });
  const { sweep } = await import("@/lib/services/runs/sweep");
  // What earlier tests left waiting is long over by now.
  await sweep();
  await h.drain();
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  expect(h.pending()).toHaveLength(0);
  await h.pass("47 hours");
  await sweep();
  expect(await h.drain()).toBe(0);
  await h.pass("61 minutes");
  expect((await sweep()).sent).toBe(1);
  expect((await sweep()).sent).toBe(0);
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "completed" });
  expect(await path(run!.id)).toEqual(["t.out", "w.timeout", "a.out"]);
});

test("an event between the step before and the wait counts, one from earlier does not", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [
      trigger(tag),
      { id: "p", type: "wait", config: { amount: 1, unit: "minutes" } },
      waitForTags(["meanwhile"]),
      { id: "a", type: "add_tag", config: { tag: "looked-back" } },
    ],
    edges: ["t -> p", "p -> w", "w.e0 -> a"],
  });
  const [quick, slow] = [await h.addContact(), await h.addContact()];
  await h.addTag(slow, "meanwhile");
  await h.pass("1 second");
  await h.addTag(quick, tag);
  await h.addTag(slow, tag);
  await h.drain();
  await h.pass("10 seconds");
  await h.addTag(quick, "meanwhile");
  await h.pass("1 minute");
  await h.drain();
  const runs = await h.runs(id);
  expect(runs.find((run) => run.contact_id === quick)).toMatchObject({ status: "completed" });
  expect(runs.find((run) => run.contact_id === slow)).toMatchObject({ status: "waiting" });
});

test("no event falls between looking back and standing: many races of event against wait", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [
      trigger(tag),
      { id: "n", type: "add_note", config: { body: "Waiting" } },
      waitForTags(["now"]),
      { id: "a", type: "add_tag", config: { tag: "caught" } },
    ],
    edges: ["t -> n", "n -> w", "w.e0 -> a"],
  });
  const contacts = await Promise.all(Array.from({ length: 40 }, () => h.addContact()));
  await Promise.all(contacts.map((contact) => h.addTag(contact, tag)));
  const { visit } = await import("@/lib/services/runs/advance");
  const events = h.pending().splice(0);
  await Promise.all(
    events.flatMap((event, n) => {
      const contact = contacts[n]!;
      return [
        visit({ at: event.data, leaseRun: `race-${n}` }),
        new Promise((resolve) => setTimeout(resolve, n % 7)).then(() => h.addTag(contact, "now")),
      ];
    }),
  );
  await h.drain();
  const runs = await h.runs(id);
  expect(runs).toHaveLength(40);
  // Events that came before the run's own last step do not count by definition; their runs wait on.
  for (const run of runs.filter((one) => one.status !== "completed")) {
    const [wait] = await h.sql`select since from public.workflow_waits where run_id = ${run.id as string}`;
    const [event] =
      await h.sql`select created_at from public.activities where contact_id = ${run.contact_id as string} and key = 'now'`;
    expect((event!.created_at as Date).getTime()).toBeLessThanOrEqual((wait!.since as Date).getTime());
  }
});

test("a wait that is asked too early does nothing, and one asked twice goes on once", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [
      trigger(tag),
      { id: "w", type: "wait", config: { amount: 5, unit: "minutes" } },
      { id: "a", type: "add_note", config: { body: "x" } },
    ],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  const { visit } = await import("@/lib/services/runs/advance");
  const [event] = h.pending();
  expect(await visit({ at: event!.data, leaseRun: "early" })).toBeNull();
  expect(await h.runs(id)).toMatchObject([{ status: "waiting" }]);
  await h.pass("6 minutes");
  await Promise.all([visit({ at: event!.data, leaseRun: "one" }), visit({ at: event!.data, leaseRun: "two" })]);
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
  expect(await h.sql`select * from public.notes where contact_id = ${contact}`).toHaveLength(1);
  await h.drain();
});
