import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const always = { reentry: { mode: "always", cooldown_hours: 24 } };
async function settle(id: string, settings: object) {
  await h.sql`update public.workflows set settings = ${h.sql.json(settings as never)} where id = ${id}`;
}
async function journey(settings: object) {
  const tag = `ge-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "a", type: "add_tag", config: { tag: `after-${tag}` } },
    ],
    entry: always,
  });
  await settle(id, settings);
  const contact = await h.addContact();
  const enter = async () => {
    await h.sql`update public.contacts set tags = array_remove(tags, ${tag}) where id = ${contact}`;
    await h.addTag(contact, tag);
    await h.drain();
  };
  await enter();
  return { id, tag, contact, enter };
}
const condition = { field: "contact.status", op: "is", value: "customer" };

describe("goal and exit conditions", () => {
  test("the goal is looked at when the token wakes: met, the run ends there and the next step is not taken", async () => {
    const { id, contact, tag } = await journey({ goal: { name: "Became a customer", condition } });
    await h.sql`update public.contacts set status = 'customer' where id = ${contact}`;
    await h.pass("61 minutes");
    await h.drain();
    const [run] = await h.runs(id);
    expect(run).toMatchObject({ status: "exited" });
    expect(run!.reason).toMatch(/^Goal met: Became a customer\. .*"customer"/);
    expect((await h.steps(run!.id as string)).at(-1)).toMatchObject({ node_id: "w", status: "skipped" });
    const [row] = await h.sql`select tags from public.contacts where id = ${contact}`;
    expect(row!.tags).toEqual([tag]);
    expect(await h.sql`select name, run_id, node_id from public.conversions where workflow_id = ${id}`).toEqual([
      { name: "Became a customer", run_id: run!.id, node_id: null },
    ]);
    expect(
      await h.sql`select from public.workflow_waits where run_id = ${run!.id as string} and resolved_at is null`,
    ).toHaveLength(0);
  });

  test("whoever has met the goal already leaves before the first step and counts as no conversion", async () => {
    const { id, tag } = await journey({ goal: { name: "", condition } });
    await h.addTag(await h.addContact({ status: "customer" }), tag);
    await h.drain();
    const run = (await h.runs(id))[1]!;
    expect(run).toMatchObject({ status: "exited" });
    expect(run.reason).toContain("before the first step");
    expect(await h.sql`select from public.conversions where workflow_id = ${id}`).toHaveLength(0);
  });

  test("an exit condition ends the run without a goal; unmet, the run goes on", async () => {
    const left = await journey({ exit: { name: "", condition } });
    const stays = await journey({ exit: { name: "", condition } });
    await h.sql`update public.contacts set status = 'customer' where id = ${left.contact}`;
    await h.pass("61 minutes");
    await h.drain();
    expect(await h.runs(left.id)).toMatchObject([{ status: "exited" }]);
    expect((await h.runs(left.id))[0]!.reason).toMatch(/^Exit condition met\. /);
    expect(await h.runs(stays.id)).toMatchObject([{ status: "completed" }]);
  });

  test("the condition is looked at before every step, also between two steps of one transaction", async () => {
    const tag = `ge-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        { id: "u", type: "update_contact", config: { fields: [{ field: "status", value: "customer" }] } },
        { id: "a", type: "add_tag", config: { tag: "never" } },
      ],
    });
    await settle(id, { goal: { name: "", condition } });
    const contact = await h.addContact();
    await h.addTag(contact, tag);
    await h.drain();
    const [run] = await h.runs(id);
    expect(run).toMatchObject({ status: "exited" });
    expect((await h.steps(run!.id as string)).map((step) => [step.node_id, step.status])).toEqual([
      ["t", "done"],
      ["u", "done"],
      ["a", "skipped"],
    ]);
  });

  test("a goal ends all branches of a run", async () => {
    const tag = `ge-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        {
          id: "p",
          type: "parallel",
          config: {
            branches: [
              { id: "b1", name: "One" },
              { id: "b2", name: "Two" },
            ],
          },
        },
        { id: "w1", type: "wait", config: { amount: 1, unit: "hours" } },
        { id: "w2", type: "wait", config: { amount: 5, unit: "hours" } },
      ],
      edges: ["t -> p", "p.b1 -> w1", "p.b2 -> w2"],
    });
    await settle(id, { goal: { name: "", condition } });
    const contact = await h.addContact();
    await h.addTag(contact, tag);
    await h.drain();
    await h.sql`update public.contacts set status = 'customer' where id = ${contact}`;
    await h.pass("61 minutes");
    await h.drain();
    const [run] = await h.runs(id);
    expect(run).toMatchObject({ status: "exited" });
    expect(
      await h.sql`select from public.workflow_tokens where run_id = ${run!.id as string} and status <> 'done'`,
    ).toHaveLength(0);
  });

  test("settings are checked when they are saved", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { id } = await journey({});
    const save = (settings: object) =>
      h.workspace.client(contracts.workflows.update, { id, settings } as never) as Promise<{ settings: object }>;
    await expect(save({ goal: { condition: { field: "contact.status", op: "is" } } })).rejects.toMatchObject({
      code: "validation",
      fields: [{ path: expect.stringContaining("settings.goal.condition") }],
    });
    expect(await save({ goal: { name: "Won", condition }, serial: "workflow" })).toMatchObject({
      settings: { goal: { name: "Won" }, serial: "workflow", breaker: { max_per_minute: 1000 } },
    });
  });
});

describe("one run of a contact at a time", () => {
  const statuses = async (id: string) => (await h.runs(id)).map((run) => run.status);

  test("the second run waits for the first, the third for the second, each woken by the end of the one before", async () => {
    const { id, enter } = await journey({ serial: "workflow" });
    await enter();
    await enter();
    expect(await statuses(id)).toEqual(["waiting", "held", "held"]);
    await h.pass("61 minutes");
    await h.drain();
    expect(await statuses(id)).toEqual(["completed", "waiting", "held"]);
    await h.pass("61 minutes");
    await h.drain();
    await h.pass("61 minutes");
    await h.drain();
    expect(await statuses(id)).toEqual(["completed", "completed", "completed"]);
  });

  test("cancelling the one in the middle does not let the third overtake the first", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { id, enter } = await journey({ serial: "workflow" });
    await enter();
    await enter();
    const [first, second] = await h.runs(id);
    await h.workspace.client(contracts.runs.cancel, { id: second!.id as string });
    await h.drain();
    expect(await statuses(id)).toEqual(["waiting", "cancelled", "held"]);
    await h.workspace.client(contracts.runs.cancel, { id: first!.id as string });
    await h.drain();
    expect(await statuses(id)).toEqual(["cancelled", "cancelled", "waiting"]);
  });

  test("when the event of the wake-up is lost, or the run before is deleted, the sweeper wakes the next one", async () => {
    const { sweep } = await import("@/lib/services/runs/sweep");
    const { id, enter } = await journey({ serial: "workflow" });
    await enter();
    const [first] = await h.runs(id);
    await h.sql`delete from public.workflow_runs where id = ${first!.id as string}`;
    await sweep();
    await h.drain();
    expect(await statuses(id)).toEqual(["waiting"]);
  });

  test("other contacts are not held up, and neither are workflows that do not ask for it", async () => {
    const { id, tag } = await journey({ serial: "workflow" });
    await h.addTag(await h.addContact(), tag);
    await h.drain();
    expect(await statuses(id)).toEqual(["waiting", "waiting"]);
    const free = await journey({});
    await free.enter();
    expect(await statuses(free.id)).toEqual(["waiting", "waiting"]);
  });

  test("across the workspace only the workflows that say so wait for each other", async () => {
    const one = await journey({ serial: "workspace" });
    const two = await journey({ serial: "workspace" });
    const three = await journey({});
    await h.addTag(one.contact, two.tag);
    await h.addTag(one.contact, three.tag);
    await h.drain();
    expect((await statuses(two.id))[1]).toBe("held");
    expect((await statuses(three.id))[1]).toBe("waiting");
    await h.pass("61 minutes");
    await h.drain();
    expect((await statuses(two.id))[1]).toBe("waiting");
  });

  test("a run does not wait for the run that caused it", async () => {
    const child = await journey({ serial: "workspace" });
    const tag = `ge-${crypto.randomUUID()}`;
    const parent = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        { id: "a", type: "add_tag", config: { tag: child.tag } },
        { id: "w", type: "wait", config: { amount: 5, unit: "hours" } },
      ],
    });
    await settle(parent, { serial: "workspace" });
    await h.addTag(await h.addContact(), tag);
    await h.drain();
    expect((await statuses(child.id))[1]).toBe("waiting");
  });

  test("many entries of one contact at once run one after the other, never two at a time", async () => {
    const { id, tag, contact } = await journey({ serial: "workflow" });
    const { contracts } = await import("@/lib/api/contracts/all");
    await Promise.all(
      Array.from({ length: 8 }, () =>
        h.workspace.client(contracts.workflowRuns.execute, { id, contact_id: contact, data: { tag } }),
      ),
    );
    await h.drain();
    for (let round = 0; round < 9; round++) {
      const now = await statuses(id);
      expect(now.filter((status) => status === "waiting")).toHaveLength(1);
      expect(now.filter((status) => status === "completed")).toHaveLength(round);
      await h.pass("61 minutes");
      await h.drain();
    }
    expect(new Set(await statuses(id))).toEqual(new Set(["completed"]));
  });
});
