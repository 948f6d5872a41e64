import { beforeAll, expect, test } from "vitest";
import type { RecordingResend } from "../../support/recording-resend.ts";
import type { RunsHarness } from "../../support/runs.ts";
import { mail, mails } from "./mails.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(() => {
  ({ h, resend } = mails);
});

type Draft = Parameters<RunsHarness["publish"]>[0];

/** Publishes a workflow that a tag starts, and sends one contact in. */
async function begin({ nodes, edges }: Draft) {
  const tag = `loop-${crypto.randomUUID()}`;
  const id = await h.publish({ nodes: [{ id: "t", type: "tag_added", config: { tag } }, ...nodes], edges });
  const contact = await h.addContact({ first_name: "Pat", email: `${crypto.randomUUID()}@example.test` });
  await h.addTag(contact, tag);
  const only = async () => (await h.runs(id)).at(-1)!;
  return { id, contact, only };
}
const notes = async (contact: string) =>
  (await h.sql`select body from public.notes where contact_id = ${contact} order by created_at, id`).map((n) => n.body);

test("a variable holds a list, a loop walks it in order, and each item sees itself and what it did alone", async () => {
  const { contact, only } = await begin({
    nodes: [
      { id: "v", type: "set_variable", config: { name: "cart", as: "list", value: "tea\nmilk\nhoney" } },
      { id: "l", type: "for_each", config: { list: "{{ vars.cart }}", name: "product" } },
      {
        id: "s",
        type: "set_variable",
        config: { name: "line", value: "{{ vars.product_index }}: {{ vars.product }}" },
      },
      { id: "w", type: "wait", config: { amount: 5, unit: "minutes" } },
      { id: "n", type: "add_note", config: { body: "{{ steps.set_variable_4.value }}" } },
      { id: "z", type: "add_note", config: { body: "{{ steps.for_each_3.count }} of {{ vars.cart | size }}" } },
    ],
    edges: ["t -> v", "v -> l", "l.item -> s", "s -> w", "w -> n", "n -> l", "l.done -> z"],
  });
  await h.drain();
  for (let n = 0; n < 3; n++) {
    expect(await only()).toMatchObject({ status: "waiting" });
    await h.pass("5 minutes 1 second");
    await h.drain();
  }
  expect(await only()).toMatchObject({
    status: "completed",
    vars: { cart: ["tea", "milk", "honey"], line: "3: honey" },
  });
  expect(await notes(contact)).toEqual(["1: tea", "2: milk", "3: honey", "3 of 3"]);
});

test("several items at a time, each with its own outputs, and no more than allowed", async () => {
  const { contact, only } = await begin({
    nodes: [
      { id: "l", type: "for_each", config: { list: '["a","b","c","d"]', concurrency: 3 } },
      { id: "s", type: "set_variable", config: { name: "mine", value: "{{ vars.item }}" } },
      { id: "w", type: "wait", config: { amount: 5, unit: "minutes" } },
      { id: "n", type: "add_note", config: { body: "{{ steps.set_variable_3.value }}{{ vars.item }}" } },
    ],
    edges: ["t -> l", "l.item -> s", "s -> w", "w -> n"],
  });
  await h.drain();
  const run = (await only()).id as string;
  const inside = async () => {
    const [row] = await h.sql`select count(*)::int as n from public.workflow_tokens
      where run_id = ${run} and status <> 'done' and path <> ''`;
    return row!.n;
  };
  expect(await inside()).toBe(3);
  await h.pass("5 minutes 1 second");
  await h.drain();
  expect(await inside()).toBe(1);
  await h.pass("5 minutes 1 second");
  await h.drain();
  expect(await only()).toMatchObject({ status: "completed" });
  expect((await notes(contact)).toSorted()).toEqual(["aa", "bb", "cc", "dd"]);
});

test("a run that failed at one item goes on there: items before it are not done again, those after it are", async () => {
  const { contact, only, id } = await begin({
    nodes: [
      { id: "l", type: "for_each", config: { list: "one, two, three" } },
      { ...mail(), config: { ...mail().config, subject: "{{ vars.item }}" } },
      { id: "z", type: "add_note", config: { body: "{{ steps.for_each_2.done }} done" } },
    ],
    edges: ["t -> l", "l.item -> m", "l.done -> z"],
  });
  const before = resend.deliveries.length;
  let asked = 0;
  resend.draw = () => (++asked === 2 ? { kind: "status", status: 422 } : undefined);
  await h.drain();
  resend.draw = null;
  const failed = await only();
  expect(failed).toMatchObject({ status: "failed" });
  expect(resend.deliveries.length - before).toBe(1);
  const { contracts } = await import("@/lib/api/contracts/all");
  await h.workspace.client(contracts.runs.retry, { id: failed.id as string });
  await h.drain();
  expect((await h.runs(id)).map(({ status }) => status)).toEqual(["failed", "completed"]);
  expect(resend.deliveries.slice(before).map((one) => (one.body as { subject: string }).subject)).toEqual([
    "one",
    "two",
    "three",
  ]);
  expect(await notes(contact)).toEqual(["3 done"]);
});

test("where the loop says so a failing item is passed over", async () => {
  const { contact, only } = await begin({
    nodes: [
      { id: "l", type: "for_each", config: { list: "1, x, 3", onItemError: "next_item" } },
      { id: "s", type: "set_variable", config: { name: "number", as: "number", value: "{{ vars.item }}" } },
      { id: "n", type: "add_note", config: { body: "{{ vars.number }}" } },
      { id: "z", type: "add_note", config: { body: "{{ steps.for_each_2.failed }} failed" } },
    ],
    edges: ["t -> l", "l.item -> s", "s -> n", "l.done -> z"],
  });
  await h.drain();
  expect(await only()).toMatchObject({ status: "completed" });
  expect(await notes(contact)).toEqual(["1", "3", "1 failed"]);
});

test("a goal is written down once with what it is worth, and a jump goes back over its wait", async () => {
  const { contact, only } = await begin({
    nodes: [
      { id: "g", type: "goal", config: { name: "Bought", value: "49.90" } },
      { id: "w", type: "wait", config: { amount: 1, unit: "days" } },
      { id: "i", type: "if_else", config: { condition: { field: "contact.tags", op: "has_tag", value: "enough" } } },
      { id: "j", type: "jump", config: { target: "w" } },
      { id: "e", type: "goal", config: { name: "Stayed", endRun: true } },
    ],
    edges: ["t -> g", "g -> w", "w -> i", "i.no -> j", "i.yes -> e"],
  });
  await h.drain();
  await h.pass("24 hours 1 second");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
  await h.drain();
  expect(await only()).toMatchObject({ status: "waiting" });
  await h.addTag(contact, "enough");
  await h.pass("24 hours 1 second");
  await sweep();
  await h.drain();
  expect(await only()).toMatchObject({ status: "exited", reason: 'The goal "Stayed" was reached.' });
  const goals =
    await h.sql`select name, value::text from public.conversions where contact_id = ${contact} order by at, id`;
  expect(goals).toMatchObject([
    { name: "Bought", value: "49.9000" },
    { name: "Stayed", value: null },
  ]);
  const [told] =
    await h.sql`select count(*)::int as n from public.activities where contact_id = ${contact} and type = 'goal.reached'`;
  expect(told!.n).toBe(2);
});
