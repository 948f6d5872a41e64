import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs";

let harness: RunsHarness;
beforeAll(async () => {
  harness = await runsHarness({ beginsHere: true });
});
afterAll(() => harness.end());

describe("the first steps of a run", () => {
  test("are taken where the entry is decided: a run of instant steps ends without the durable runtime", async () => {
    const workflow = await harness.publish({
      nodes: [
        { id: "start", type: "tag_added", config: { tag: "one" } },
        { id: "check", type: "if_else", config: { condition: { field: "contact.email", op: "is_not_empty" } } },
        { id: "note", type: "add_note", config: { body: "Hello" } },
      ],
      edges: ["start -> check", "check.yes -> note"],
    });
    await harness.addTag(await harness.addContact(), "one");
    expect(harness.pending()).toEqual([]);
    const [run] = await harness.runs(workflow);
    expect(run).toMatchObject({ status: "completed" });
    expect((await harness.steps(run!.id as string)).map((step) => [step.node_id, step.status])).toEqual([
      ["start", "done"],
      ["check", "done"],
      ["note", "done"],
    ]);
  });

  test("stop before the first effect, which the durable runtime performs once", async () => {
    const workflow = await harness.publish({
      nodes: [
        { id: "start", type: "tag_added", config: { tag: "two" } },
        { id: "note", type: "add_note", config: { body: "Before" } },
        { id: "mail", type: "send_email", config: { purpose: "transactional", subject: "Hi", body: "Hello" } },
      ],
      edges: ["start -> note", "note -> mail"],
    });
    await harness.addTag(await harness.addContact(), "two");
    expect(harness.pending().map((event) => event.data)).toMatchObject([{ nodeId: "mail", visit: 1, epoch: 1 }]);
    expect(await harness.sql`select id from effects`).toHaveLength(0);
    await harness.drain();
    const [run] = await harness.runs(workflow);
    expect(run).toMatchObject({ status: "completed" });
    expect(await harness.sql`select id from effects where run_id = ${run!.id as string}`).toHaveLength(1);
    expect(await harness.sql`select id from notes where body = 'Before'`).toHaveLength(1);
  });

  test("are undone when one throws, and left to the durable runtime with its retries", async () => {
    const workflow = await harness.publish({
      nodes: [
        { id: "start", type: "tag_added", config: { tag: "three" } },
        { id: "note", type: "add_note", config: { body: "Kept once" } },
        {
          id: "bad",
          type: "update_contact",
          config: { fields: [{ field: "status", value: "no such status" }] },
          settings: { retries: 0 },
        },
      ],
      edges: ["start -> note", "note -> bad"],
    });
    await harness.addTag(await harness.addContact(), "three");
    expect(harness.pending()).toHaveLength(1);
    expect(await harness.sql`select id from notes where body = 'Kept once'`).toHaveLength(0);
    await harness.drain();
    const [run] = await harness.runs(workflow);
    expect(run).toMatchObject({ status: "failed" });
    expect(await harness.sql`select id from notes where body = 'Kept once'`).toHaveLength(1);
  });

  test("wait as ever: the timer is the durable runtime's", async () => {
    const workflow = await harness.publish({
      nodes: [
        { id: "start", type: "tag_added", config: { tag: "four" } },
        { id: "wait", type: "wait", config: { amount: 10, unit: "minutes" } },
      ],
      edges: ["start -> wait"],
    });
    await harness.addTag(await harness.addContact(), "four");
    expect(await harness.runs(workflow)).toMatchObject([{ status: "waiting" }]);
    expect(harness.pending()).toHaveLength(1);
    await harness.pass("10 minutes");
    await harness.drain();
    expect(await harness.runs(workflow)).toMatchObject([{ status: "completed" }]);
  });

  test("of many runs at once go to the durable runtime, which spreads them", async () => {
    for (let i = 0; i < 4; i++)
      await harness.publish({
        nodes: [
          { id: "start", type: "tag_added", config: { tag: "five" } },
          { id: "note", type: "add_note", config: { body: `Note ${i}` } },
        ],
        edges: ["start -> note"],
      });
    await harness.addTag(await harness.addContact(), "five");
    expect(harness.pending()).toHaveLength(4);
    await harness.drain();
    expect(await harness.sql`select id from notes where body like 'Note %'`).toHaveLength(4);
  });
});
