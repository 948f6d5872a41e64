import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const nodes = [
  { id: "t", type: "manual", config: {} },
  { id: "w", type: "wait", config: { amount: 1, unit: "days" } },
];
const keyed = { reentry: { mode: "keyed", cooldown_hours: 24, key: "trigger.data.data.order_id" } };

async function ask({ id, contact, data }: { id: string; contact: string; data: object }) {
  const { contracts } = await import("@/lib/api/contracts/all");
  return h.workspace.client(contracts.workflowRuns.execute, { id, contact_id: contact, data: data as never });
}

describe("re-entry keyed by a value of the event", () => {
  test("two orders are two runs side by side; the same order again is refused with its number", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const contact = await h.addContact();
    await ask({ id, contact, data: { order_id: "A-1" } });
    await ask({ id, contact, data: { order_id: "A-2" } });
    const { decision } = await ask({ id, contact, data: { order_id: "A-1" } });
    expect((await h.runs(id)).map((run) => run.reentry_key)).toEqual(["A-1", "A-2"]);
    expect(decision).toMatchObject({ entered: false, rule: "reentry" });
    expect(decision!.reason).toContain('"A-1"');
    expect((await h.decisions(id))[2]!.detail).toMatchObject({ value: "A-1", key: "trigger.data.data.order_id" });
  });

  test("another contact may have the same value, and a number is the same as its text", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const [ada, bob] = [await h.addContact(), await h.addContact()];
    await ask({ id, contact: ada, data: { order_id: 7 } });
    await ask({ id, contact: bob, data: { order_id: 7 } });
    await ask({ id, contact: ada, data: { order_id: "7" } });
    expect((await h.decisions(id)).map((one) => one.entered)).toEqual([true, true, false]);
  });

  test("an event without the value does not enter, and the decision names the value", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const contact = await h.addContact();
    for (const data of [{}, { order_id: " " }, { order_id: { deep: 1 } }, { order_id: "x".repeat(201) }])
      expect((await ask({ id, contact, data })).decision).toMatchObject({ entered: false, rule: "reentry" });
    expect((await h.decisions(id))[0]!.reason).toContain("trigger.data.data.order_id");
  });

  test("the same value still counts when its run has ended long ago", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const contact = await h.addContact();
    await ask({ id, contact, data: { order_id: "old" } });
    await h.drain();
    await h.pass("400 days");
    const { sweep } = await import("@/lib/services/runs/sweep");
    await sweep();
    await h.drain();
    expect(await h.runs(id)).toMatchObject([{ status: "completed" }]);
    expect((await ask({ id, contact, data: { order_id: "old" } })).decision).toMatchObject({ entered: false });
  });

  test("ten requests at once for one order start one run, and two orders in one batch two", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const contact = await h.addContact();
    await Promise.all(Array.from({ length: 10 }, (_, n) => ask({ id, contact, data: { order_id: `race-${n % 2}` } })));
    expect((await h.runs(id)).map((run) => run.reentry_key).sort()).toEqual(["race-0", "race-1"]);
    expect(await h.decisions(id)).toHaveLength(10);
  });

  test("several orders recorded in one transaction are told apart within it", async () => {
    const id = await h.publish({ nodes, entry: keyed });
    const contact = await h.addContact();
    const { commitAsWorker } = await import("@/lib/services/commit");
    await commitAsWorker({
      workspaceId: h.workspace.workspaceId,
      fn: async (ctx) => {
        for (const order_id of ["b-1", "b-2", "b-1"])
          await ctx.db
            .insertInto("enrolment_requests")
            .values({
              id: ctx.newId(),
              workspace_id: ctx.workspaceId,
              workflow_id: id,
              contact_id: contact,
              data: { order_id },
            })
            .execute();
      },
    });
    expect((await h.decisions(id)).map((one) => one.entered).sort()).toEqual([false, true, true]);
    expect((await h.runs(id)).map((run) => run.reentry_key).sort()).toEqual(["b-1", "b-2"]);
  });

  test("the mode needs a value to look at", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const id = await h.publish({ nodes });
    await expect(
      h.workspace.client(contracts.workflows.update, { id, entry: { reentry: { mode: "keyed" } } } as never),
    ).rejects.toMatchObject({ code: "validation", fields: [{ path: "entry.reentry.key" }] });
  });
});
