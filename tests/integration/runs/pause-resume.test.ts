import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const mail = { purpose: "transactional", subject: "Reminder", body: "Hello" };
/** Waits an hour, sends a mail, tags, waits a day, sends another mail. */
async function reminders() {
  const tag = `pr-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "m", type: "send_email", config: mail },
      { id: "a", type: "add_tag", config: { tag: "reminded" } },
      { id: "w2", type: "wait", config: { amount: 1, unit: "days" } },
      { id: "m2", type: "send_email", config: mail },
    ],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  return { id, tag, contact };
}
async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { sweep } = await import("@/lib/services/runs/sweep");
  return { contracts, client: h.workspace.client, sweep };
}
const stepsOf = async (id: string) => {
  const [run] = await h.runs(id);
  return Object.fromEntries((await h.steps(run!.id as string)).map((step) => [step.node_id, step]));
};

test("send late: who came due during the pause goes on, mail and all", async () => {
  const { id } = await reminders();
  const { contracts, client } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("2 days");
  await h.drain();
  expect(await client(contracts.workflows.get, { id })).toMatchObject({
    status: "paused",
    paused: { reason: "member" },
    runs: { active: 1, held: 1 },
  });
  await client(contracts.workflowRuns.resume, { id });
  await h.drain();
  expect((await stepsOf(id)).m!.output).not.toMatchObject({ status: "skipped" });
  expect((await stepsOf(id)).w2).toMatchObject({ status: "waiting" });
});

test("skip overdue: the mail of the pause is left out with its reason, the rest goes on, later mail goes out", async () => {
  const { id } = await reminders();
  const { contracts, client, sweep } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("2 days");
  await h.drain();
  await client(contracts.workflowRuns.resume, { id, overdue: "skip_overdue" });
  await h.drain();
  const steps = await stepsOf(id);
  expect(steps.m).toMatchObject({ status: "done", output: { status: "skipped" } });
  expect(steps.m!.note).toContain("while the workflow was paused");
  expect(steps.a).toMatchObject({ status: "done", output: { added: true } });
  await h.pass("25 hours");
  await sweep();
  await h.drain();
  expect((await stepsOf(id)).m2!.output).not.toMatchObject({ status: "skipped" });
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
});

test("leave: whose step came due during the pause leaves with the reason; who still waits stays", async () => {
  const { id, tag } = await reminders();
  const { contracts, client } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("30 minutes");
  await client(contracts.workflowRuns.resume, { id });
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("40 minutes");
  await h.drain();
  await client(contracts.workflowRuns.resume, { id, overdue: "leave" });
  await h.drain();
  const [first, second] = await h.runs(id);
  expect(first).toMatchObject({ status: "exited" });
  expect(first!.reason).toContain("came due while the workflow was paused");
  expect(second).toMatchObject({ status: "waiting" });
});

test("a wait that ended during the pause but was never looked at is overdue too", async () => {
  const { id } = await reminders();
  const { contracts, client, sweep } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("2 hours");
  h.pending().splice(0);
  await client(contracts.workflowRuns.resume, { id, overdue: "skip_overdue" });
  await sweep();
  await h.drain();
  expect((await stepsOf(id)).m).toMatchObject({ output: { status: "skipped" } });
});

test("the sweeper lets go the many that the resume itself did not, by the same choice", async () => {
  const { id, tag } = await reminders();
  const { contracts, client, sweep } = await api();
  for (let n = 0; n < 6; n++) await h.addTag(await h.addContact(), tag);
  await h.drain();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("2 hours");
  await h.drain();
  expect(await client(contracts.workflows.get, { id })).toMatchObject({ runs: { held: 7 } });
  // As if the process had died after the switch and before anybody was let go.
  await h.sql`update public.workflows set status = 'live', resumed_at = private.now(), resume_overdue = 'leave' where id = ${id}`;
  expect((await sweep()).released).toBe(7);
  await h.drain();
  expect(new Set((await h.runs(id)).map((run) => run.status))).toEqual(new Set(["exited"]));
});

test("paused while a mail is at its provider: the answer is kept, and the next step is held", async () => {
  const { commitAsWorker } = await import("@/lib/services/commit");
  const { walk } = await import("@/lib/services/runs/walk");
  const { performEffect } = await import("@/lib/services/effects/perform-effect");
  const { id } = await reminders();
  const { contracts, client } = await api();
  await h.pass("61 minutes");
  const [run] = await h.runs(id);
  const event = h
    .pending()
    .splice(0)
    .find((one) => one.data.runId === run!.id)!;
  const { workspaceId } = h.workspace;
  const owner = crypto.randomUUID();
  const claim = { at: event.data, leaseRun: "same", owner, limit: 20, last: false };
  const { claimed } = await commitAsWorker({
    workspaceId,
    source: "workflow",
    fn: (ctx) => walk({ ctx, ...claim }),
  });
  const outcome = await performEffect({ workspaceId, effectId: claimed!.effectId, owner, runId: run!.id as string });
  await client(contracts.workflowRuns.pause, { id });
  await commitAsWorker({
    workspaceId,
    source: "workflow",
    fn: (ctx) => walk({ ctx, ...claim, begin: { type: "answer", claimed: claimed!, outcome, owner } }),
  });
  expect((await stepsOf(id)).m).toMatchObject({ status: "done" });
  expect((await stepsOf(id)).a).toBeUndefined();
  expect(await h.runs(id)).toMatchObject([{ status: "held" }]);
  expect(await h.sql`select status from public.effects where run_id = ${run!.id as string}`).toHaveLength(1);
});

test("stopped, people finish: nobody enters, who was held goes on to the end, and it can be archived then", async () => {
  const { id, tag } = await reminders();
  const { contracts, client, sweep } = await api();
  await client(contracts.workflowRuns.pause, { id });
  await h.pass("2 hours");
  await h.drain();
  expect(await client(contracts.workflowRuns.stop, { id, people: "finish" })).toMatchObject({ status: "stopped" });
  await h.drain();
  await h.addTag(await h.addContact(), tag);
  expect((await h.decisions(id)).at(-1)).toMatchObject({ entered: false, rule: "status" });
  await expect(client(contracts.workflows.archive, { id })).rejects.toMatchObject({ code: "conflict" });
  await h.pass("2 days");
  await sweep();
  await h.drain();
  expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
  expect(await client(contracts.workflows.archive, { id })).toMatchObject({ status: "archived" });
});

test("stopped, people leave: all of them end with the reason, in chunks, and started again it is as new", async () => {
  const { id, tag } = await reminders();
  const { contracts, client, sweep } = await api();
  for (let n = 0; n < 120; n++) await h.addTag(await h.addContact(), tag);
  await client(contracts.workflowRuns.stop, { id, people: "leave" });
  const inside = async () => (await h.runs(id)).filter((run) => run.status !== "exited").length;
  expect(await inside()).toBe(21);
  await sweep();
  expect(await inside()).toBe(0);
  expect((await h.runs(id))[0]!.reason).toBe("The workflow was stopped, and everybody inside left.");
  expect(await h.sql`select leave_before from public.workflows where id = ${id}`).toEqual([{ leave_before: null }]);
  await h.drain();
  expect(await client(contracts.workflowRuns.resume, { id })).toMatchObject({ status: "live" });
  await h.addTag(await h.addContact(), tag);
  await h.drain();
  expect((await h.runs(id)).at(-1)).toMatchObject({ status: "waiting" });
});

test("a step and the order to leave at the same moment: the run is over either way, once", async () => {
  const { visit } = await import("@/lib/services/runs/advance");
  const { contracts, client, sweep } = await api();
  for (let round = 0; round < 5; round++) {
    const { id } = await reminders();
    await h.pass("61 minutes");
    const [run] = await h.runs(id);
    const event = h
      .pending()
      .splice(0)
      .find((one) => one.data.runId === run!.id)!;
    await Promise.all([
      visit({ at: event.data, leaseRun: `race-${round}` }),
      client(contracts.workflowRuns.stop, { id, people: "leave" }),
    ]);
    await sweep();
    await h.drain();
    expect(await h.runs(id)).toMatchObject([{ status: "exited" }]);
    expect(
      await h.sql`select from public.workflow_tokens where run_id = ${run!.id as string} and status <> 'done'`,
    ).toHaveLength(0);
  }
});
