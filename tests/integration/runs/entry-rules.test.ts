import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

let count = 0;
const newTag = () => `go-${++count}`;
const sendsMail = {
  id: "m",
  type: "send_email",
  config: { purpose: "transactional", subject: "Hello", body: "Hello" },
};
const done = { id: "a", type: "add_tag", config: { tag: "seen" } };
const trigger = (tag: string) => ({ id: "t", type: "tag_added", config: { tag } });

describe("who does not enter", () => {
  test("nobody enters a paused workflow, and the decision says so", async () => {
    const tag = newTag();
    const id = await h.publish({ nodes: [trigger(tag), done] });
    await h.sql`update public.workflows set status = 'paused' where id = ${id}`;
    await h.addTag(await h.addContact(), tag);
    expect(await h.decisions(id)).toMatchObject([
      { entered: false, rule: "status", reason: "The workflow was paused.", run_id: null },
    ]);
    expect(await h.runs(id)).toHaveLength(0);
  });

  test("a trigger's conditions that do not hold are named with the value they met", async () => {
    const id = await h.publish({ nodes: [{ id: "t", type: "contact_created", config: { source: "fair" } }, done] });
    await h.addContact({ source: "import" });
    const [decision] = await h.decisions(id);
    expect(decision).toMatchObject({ entered: false, rule: "conditions" });
    expect(decision!.reason).toContain('"import"');
    expect(decision!.reason).toContain('"fair"');
    await h.sql`update public.workflows set status = 'archived' where id = ${id}`;
  });

  test("a workflow's own effect does not start it again", async () => {
    const tag = newTag();
    const id = await h.publish({
      nodes: [
        trigger(tag),
        { id: "r", type: "remove_tag", config: { tag } },
        { id: "a", type: "add_tag", config: { tag } },
      ],
      entry: { reentry: { mode: "always", cooldown_hours: 24 } },
    });
    await h.addTag(await h.addContact(), tag);
    await h.drain();
    expect((await h.decisions(id)).map((one) => [one.entered, one.rule])).toEqual([
      [true, "entered"],
      [false, "loop_guard"],
    ]);
    expect(await h.runs(id)).toHaveLength(1);
  });

  test("a workflow that may start itself is stopped after eight rounds", async () => {
    const tag = newTag();
    const id = await h.publish({
      nodes: [
        trigger(tag),
        { id: "r", type: "remove_tag", config: { tag } },
        { id: "a", type: "add_tag", config: { tag } },
      ],
      entry: { reentry: { mode: "always", cooldown_hours: 24 }, allow_own_events: true },
    });
    await h.addTag(await h.addContact(), tag);
    await h.drain();
    const decisions = await h.decisions(id);
    expect(await h.runs(id)).toHaveLength(9);
    expect(decisions.at(-1)).toMatchObject({ entered: false, rule: "loop_guard", detail: { depth: 9, limit: 8 } });
  });

  test("somebody inside does not enter a second time", async () => {
    const tag = newTag();
    const id = await h.publish({
      nodes: [trigger(tag), { id: "w", type: "wait", config: { amount: 1, unit: "days" } }],
    });
    const contact = await h.addContact();
    await h.addTag(contact, tag);
    await h.drain();
    await h.sql`update public.contacts set tags = '{}' where id = ${contact}`;
    await h.addTag(contact, tag);
    const decisions = await h.decisions(id);
    expect(decisions.map((one) => one.entered)).toEqual([true, false]);
    expect(decisions[1]).toMatchObject({ rule: "reentry", reason: "The contact was still inside this workflow." });
  });

  test("once means once, and a cool-down counts from the last entry", async () => {
    const [once, later] = [newTag(), newTag()];
    const first = await h.publish({
      nodes: [trigger(once), done],
      entry: { reentry: { mode: "once", cooldown_hours: 24 } },
    });
    const second = await h.publish({
      nodes: [trigger(later), done],
      entry: { reentry: { mode: "cooldown", cooldown_hours: 2 } },
    });
    const contact = await h.addContact();
    const again = async () => {
      await h.sql`update public.contacts set tags = '{}' where id = ${contact}`;
      await h.addTag(contact, once);
      await h.addTag(contact, later);
      await h.drain();
    };
    await again();
    await h.pass("1 hour");
    await again();
    await h.pass("61 minutes");
    await again();
    expect((await h.decisions(first)).map((one) => one.rule)).toEqual(["entered", "reentry", "reentry"]);
    const decisions = await h.decisions(second);
    expect(decisions.map((one) => one.rule)).toEqual(["entered", "reentry", "entered"]);
    expect(decisions[1]!.reason).toBe("The contact entered 1 hour ago; the workflow waits 2 hours between entries.");
  });

  test("do not contact, by flag or tag in any case, keeps people out of what sends, unless the workflow says otherwise", async () => {
    const tag = newTag();
    const sends = await h.publish({ nodes: [trigger(tag), sendsMail] });
    const quiet = await h.publish({ nodes: [trigger(tag), done] });
    const bold = await h.publish({ nodes: [trigger(tag), sendsMail], entry: { respect_do_not_contact: false } });
    await h.addTag(await h.addContact({ do_not_contact: true }), tag);
    await h.addTag(await h.addContact({ tags: ["dNc"] }), tag);
    expect((await h.decisions(sends)).map((one) => [one.rule, one.detail])).toEqual([
      ["do_not_contact", { do_not_contact: true }],
      ["do_not_contact", { tag: "dNc" }],
    ]);
    expect((await h.decisions(quiet)).map((one) => one.entered)).toEqual([true, true]);
    expect((await h.decisions(bold)).map((one) => one.entered)).toEqual([true, true]);
    await h.drain();
  });

  test("of a group only the lowest number enters, ties go to the older, and one that was refused before does not count", async () => {
    const tag = newTag();
    const nodes = [trigger(tag), done];
    const paused = await h.publish({ name: "Paused", nodes, priority: 1, group: "welcome" });
    const older = await h.publish({ name: "Older", nodes, priority: 5, group: "welcome" });
    const newer = await h.publish({ name: "Newer", nodes, priority: 5, group: "welcome" });
    const low = await h.publish({ name: "Low", nodes, priority: 9, group: "welcome" });
    const alone = await h.publish({ name: "Alone", nodes, priority: 900 });
    await h.sql`update public.workflows set status = 'paused' where id = ${paused}`;
    await h.addTag(await h.addContact(), tag);
    const rules = async (id: string) => (await h.decisions(id)).map((one) => one.rule);
    expect(await rules(paused)).toEqual(["status"]);
    expect(await rules(older)).toEqual(["entered"]);
    expect(await rules(newer)).toEqual(["exclusive_group"]);
    expect(await rules(low)).toEqual(["exclusive_group"]);
    expect(await rules(alone)).toEqual(["entered"]);
    expect((await h.decisions(low))[0]!.reason).toContain('"Older" has priority 5; this one has priority 9');
    await h.drain();
  });

  test("nobody starts for a contact that was deleted meanwhile, and who is inside leaves", async () => {
    const tag = newTag();
    const id = await h.publish({
      nodes: [trigger(tag), { id: "w", type: "wait", config: { amount: 1, unit: "days" } }],
    });
    const contact = await h.addContact();
    await h.addTag(contact, tag);
    await h.drain();
    const { commitAsWorker } = await import("@/lib/services/commit");
    await commitAsWorker({
      workspaceId: h.workspace.workspaceId,
      fn: (ctx) => ctx.db.updateTable("contacts").set({ deleted_at: ctx.now }).where("id", "=", contact).execute(),
    });
    const [run] = await h.runs(id);
    expect(run).toMatchObject({ status: "exited", reason: "The contact was deleted." });
    expect(
      await h.sql`select from public.workflow_tokens where run_id = ${run!.id as string} and status <> 'done'`,
    ).toHaveLength(0);
  });
});

test("two triggers of one workflow that match the same event let the contact in once", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [trigger(tag), { id: "t2", type: "tag_added", config: { tag: tag.toUpperCase() } }, done],
    edges: ["t -> a", "t2 -> a"],
  });
  await h.addTag(await h.addContact(), tag);
  expect(await h.runs(id)).toHaveLength(1);
  expect(await h.decisions(id)).toHaveLength(1);
  await h.drain();
});

test("two requests for the same contact at once let it in once", async () => {
  const tag = newTag();
  const id = await h.publish({
    nodes: [
      { id: "t", type: "manual", config: {} },
      { id: "w", type: "wait", config: { amount: 1, unit: "days" } },
    ],
  });
  const contact = await h.addContact();
  const { contracts } = await import("@/lib/api/contracts/all");
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      h.workspace.client(contracts.workflowRuns.execute, { id, contact_id: contact, data: { tag } }),
    ),
  );
  expect(answers.filter((answer) => answer.decision?.entered)).toHaveLength(1);
  expect(await h.runs(id)).toHaveLength(1);
  expect((await h.decisions(id)).filter((one) => one.rule === "reentry")).toHaveLength(5);
  await h.drain();
});
