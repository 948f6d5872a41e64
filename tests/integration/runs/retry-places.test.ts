import { beforeAll, expect, test } from "vitest";
import type { CallInput } from "@/lib/api/contract";
import type { runs } from "@/lib/api/contracts/runs";
import type { RecordingResend } from "../../support/recording-resend.ts";
import type { RunsHarness } from "../../support/runs.ts";
import { mail, mails } from "./mails.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(() => {
  ({ h, resend } = mails);
});

const api = async () => (await import("@/lib/api/contracts/all")).contracts.runs;
const retry = async (input: CallInput<typeof runs.retry>) => h.workspace.client((await api()).retry, input);
const preview = async (input: CallInput<typeof runs.previewRetry>) =>
  h.workspace.client((await api()).previewRetry, input);

/** Trigger, a note, a mail, another note, a second mail: walked to its end by one contact. */
async function walked() {
  const tag = `place-${crypto.randomUUID()}`;
  const nodes = [
    { id: "t", type: "tag_added", config: { tag } },
    { id: "n", type: "add_note", config: { body: "before" } },
    mail(),
    { id: "n2", type: "add_note", config: { body: "after" } },
    { ...mail(), id: "m2" },
  ];
  const id = await h.publish({ nodes });
  const contact = await h.addContact({ first_name: "Pat" });
  await h.addTag(contact, tag);
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "completed" });
  expect(resend.deliveries).toHaveLength(2);
  return { id, contact, run: run!.id as string, nodes };
}
const notes = async (contact: string) =>
  (await h.sql`select body from public.notes where contact_id = ${contact} order by created_at, id`).map((n) => n.body);

test("from any step: what was before is copied, what comes after runs again, and nothing that went out goes out again", async () => {
  const { run, contact } = await walked();
  expect(await preview({ id: run, from: "step", node_id: "n2" })).toMatchObject({
    version: 1,
    steps: [{ node_id: "n2" }, { node_id: "m2" }],
    effects: [{ kind: "email", node_id: "m2", status: "done", outcome: "kept" }],
    repeated: 0,
    must_choose: false,
  });
  const made = await retry({ id: run, from: "step", node_id: "n2" });
  await h.drain();
  expect((await h.steps(made.id)).map((step) => [step.node_id, step.status, step.copied])).toEqual([
    ["t", "done", true],
    ["n", "done", true],
    ["m", "done", true],
    ["n2", "done", false],
    ["m2", "done", false],
  ]);
  expect(resend.deliveries).toHaveLength(2);
  expect(await notes(contact)).toEqual(["before", "after", "after"]);
});

test("a step that has sent: the person says whether it goes out again, and each answer does what the preview said", async () => {
  const { run } = await walked();
  const at = { id: run, from: "step", node_id: "m" } as const;
  expect(await preview(at)).toMatchObject({ must_choose: true, repeated: 0 });
  await expect(retry(at)).rejects.toMatchObject({ code: "conflict", details: { done: [{ kind: "email" }] } });
  const cases = [
    ["none", 0],
    ["step", 1],
    ["all", 2],
    ["step", 1],
  ] as const;
  for (const [repeat, count] of cases) {
    expect((await preview({ ...at, repeat })).repeated).toBe(count);
    const before = resend.deliveries.length;
    const made = await retry({ ...at, repeat });
    await h.drain();
    expect(resend.deliveries.length - before, repeat).toBe(count);
    const [row] = (await h.runs()).filter((one) => one.id === made.id);
    expect(row).toMatchObject({ status: "completed" });
  }
  expect((await preview({ id: run, from: "start" })).repeated).toBe(2);
});

test("on the current version the step is found by its id, and refused in words when it is not there", async () => {
  const { id, run, nodes, contact } = await walked();
  const { graphOf } = await import("../../support/runs.ts");
  const { commitAsMember } = await import("@/lib/services/commit");
  const { updateWorkflow } = await import("@/lib/services/workflows/update-workflow");
  const { publishWorkflow } = await import("@/lib/services/workflows/publish-workflow");
  const changed = nodes
    .filter((node) => node.id !== "m")
    .map((node) => (node.id === "n2" ? { ...node, config: { body: "new" } } : node));
  await commitAsMember({
    actor: h.workspace.actor,
    fn: async (ctx) => {
      await updateWorkflow({ ctx, input: { id, draft: graphOf({ nodes: changed }) } as never });
      await publishWorkflow({ ctx, input: { id, note: "" } as never });
    },
  });
  await expect(preview({ id: run, from: "step", node_id: "m", version: "current", repeat: "none" })).rejects.toThrow(
    'The step "Thank you" is not in version 2 any more',
  );
  const made = await retry({ id: run, from: "step", node_id: "n2", version: "current" });
  expect(made.version).toBe(2);
  await h.drain();
  const steps = await h.steps(made.id);
  expect(steps.find((step) => step.node_id === "n2")).toMatchObject({ status: "done", copied: false });
  expect(await h.sql`select from public.notes where body = 'new' and contact_id = ${contact}`).toHaveLength(1);
});

test("a step the run never reached, or one in a branch that is over, is refused with what to choose instead", async () => {
  const tag = `over-${crypto.randomUUID()}`;
  const branches = [
    { id: "x", name: "X" },
    { id: "y", name: "Y" },
  ];
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "p", type: "parallel", name: "Both ways", config: { branches } },
      { id: "a", type: "add_note", name: "Left", config: { body: "a" } },
      { id: "b", type: "add_note", config: { body: "b" } },
      { id: "j", type: "join", config: { mode: "all", count: 1 } },
      { id: "z", type: "add_note", config: { body: "z" } },
    ],
    edges: ["t -> p", "p.x -> a", "p.y -> b", "a -> j", "b -> j", "j -> z"],
  });
  const contact = await h.addContact();
  await h.addTag(contact, tag);
  await h.drain();
  const [run] = await h.runs(id);
  expect(run).toMatchObject({ status: "completed" });
  const at = { id: run!.id as string, from: "step" } as const;
  await expect(retry({ ...at, node_id: "nowhere" })).rejects.toMatchObject({ fields: [{ path: "node_id" }] });
  await expect(retry({ id: at.id, from: "step" })).rejects.toMatchObject({ fields: [{ path: "node_id" }] });
  await expect(retry({ ...at, node_id: "a" })).rejects.toThrow('Choose "Both ways"');
  const made = await retry({ ...at, node_id: "p" });
  await h.drain();
  expect((await h.runs(id)).find((one) => one.id === made.id)).toMatchObject({ status: "completed" });
  expect(await notes(contact)).toEqual(["a", "b", "z", "a", "b", "z"]);
});

test("what nobody knows asks first, also when it lies after the chosen step", async () => {
  const { run } = await walked();
  await h.sql`update public.effects set status = 'unknown' where run_id = ${run} and key like '%/m2@%'`;
  expect((await preview({ id: run, from: "step", node_id: "n" })).effects.map((effect) => effect.outcome)).toEqual([
    "kept",
    "asks",
  ]);
  const at = { id: run, from: "step", node_id: "n" } as const;
  await expect(retry(at)).rejects.toMatchObject({ details: { unknown: [{ kind: "email" }] } });
  await retry({ ...at, confirm_unknown: true });
  await h.drain();
  // Asked once more under the same key: the provider remembers it and delivers nothing new.
  expect(resend.requests).toHaveLength(3);
  expect(resend.deliveries).toHaveLength(2);
});

test("a workflow that was stopped or archived tries nobody again, in the preview as in the retry, until it is live", async () => {
  const { run, id } = await walked();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = h.workspace;
  for (const [status, words] of [
    ["stopped", /stopped.*Publish or resume it first/],
    ["archived", /archived.*Restore and publish it first/],
  ] as const) {
    await h.sql`update public.workflows set status = ${status} where id = ${id}`;
    const refused = { code: "conflict", message: expect.stringMatching(words) };
    await expect(retry({ id: run, from: "start" })).rejects.toMatchObject(refused);
    await expect(preview({ id: run, from: "start" })).rejects.toMatchObject(refused);
  }
  expect(await h.runs(id)).toHaveLength(1);
  await client(contracts.workflows.unarchive, { id });
  await client(contracts.workflowRuns.resume, { id });
  expect(await retry({ id: run, from: "start" })).toMatchObject({ retry_of: run });
});
