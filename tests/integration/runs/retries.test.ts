import { beforeAll, describe, expect, test } from "vitest";
import type { RecordingResend } from "../../support/recording-resend.ts";
import type { RunsHarness } from "../../support/runs.ts";
import { mail, mailJourney, mails } from "./mails.ts";

let h: RunsHarness;
let resend: RecordingResend;
beforeAll(() => {
  ({ h, resend } = mails);
});

describe("trying again", () => {
  const retry = async (input: { id: string; from?: "failed" | "start"; confirm_unknown?: boolean }) => {
    const { contracts } = await import("@/lib/api/contracts/all");
    return h.workspace.client(contracts.runs.retry, input);
  };

  test("a run that did not fail has no failed step to go on from, and one under way must be cancelled first", async () => {
    const { run } = await mailJourney();
    const id = (await run()).id as string;
    await expect(retry({ id })).rejects.toMatchObject({ code: "conflict" });
    await h.drain();
    await expect(retry({ id })).rejects.toThrow("No step of this run failed");
  });

  test("from the failed step: history is copied, the step is tried again in its place, the old run stays as it was", async () => {
    const { id, run, contact } = await mailJourney();
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    const failed = await run();
    const made = await retry({ id: failed.id as string });
    expect(made).toMatchObject({ retry_of: failed.id, root_run_id: failed.id, status: "running" });
    await h.drain();
    const [old, fresh] = await h.runs(id);
    expect(old).toMatchObject({ status: "failed" });
    expect(fresh).toMatchObject({ status: "completed", entry_key: `retry:${failed.id}:1` });
    expect((await h.steps(made.id)).map((one) => [one.node_id, one.status, one.copied, one.visit])).toEqual([
      ["t", "done", true, 1],
      ["m", "done", false, 1],
      ["a", "done", false, 1],
    ]);
    expect(resend.deliveries).toHaveLength(1);
    expect(await h.sql`select status from public.effects where key like ${`run:${failed.id}/%`}`).toMatchObject([
      { status: "done" },
    ]);
    const [row] = await h.sql`select tags from public.contacts where id = ${contact}`;
    expect(row!.tags).toContain("mailed");
  });

  test("what was sent before the failure is not sent again; from the start it is, as a journey of its own", async () => {
    const tag = `twice-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        mail(),
        { id: "w", type: "wait", config: { amount: 1, unit: "minutes" } },
        { ...mail(), id: "m2" },
      ],
    });
    await h.addTag(await h.addContact({ first_name: "Pat" }), tag);
    await h.drain();
    resend.faults.push({ kind: "status", status: 422 });
    await h.pass("61 seconds");
    await h.drain();
    const [failed] = await h.runs(id);
    expect(failed).toMatchObject({ status: "failed" });
    expect(resend.deliveries).toHaveLength(1);
    await retry({ id: failed!.id as string });
    await h.drain();
    expect(resend.deliveries).toHaveLength(2);
    const fresh = await retry({ id: failed!.id as string, from: "start" });
    expect(fresh).toMatchObject({ root_run_id: fresh.id, retry_of: failed!.id });
    await h.drain();
    await h.pass("61 seconds");
    await h.drain();
    expect(resend.deliveries).toHaveLength(4);
    expect((await h.runs(id)).map((one) => [one.status, one.entry_key])).toEqual([
      ["failed", expect.stringMatching(/^activity:/)],
      ["completed", `retry:${failed!.id}:1`],
      ["completed", `retry:${failed!.id}:2`],
    ]);
  });

  test("a branch that the failure took along stands where it stood, and the join waits for both", async () => {
    const tag = `branches-${crypto.randomUUID()}`;
    const id = await h.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        {
          id: "p",
          type: "parallel",
          config: {
            branches: [
              { id: "x", name: "X" },
              { id: "y", name: "Y" },
              { id: "z", name: "Z" },
            ],
          },
        },
        { id: "n", type: "add_note", config: { body: "x" } },
        { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
        { id: "v", type: "wait", config: { amount: 1, unit: "minutes" } },
        mail(),
        { id: "j", type: "join", config: { mode: "all", count: 1 } },
        { id: "a", type: "add_note", config: { body: "together" } },
      ],
      edges: ["t -> p", "p.x -> n", "p.y -> w", "p.z -> v", "v -> m", "n -> j", "w -> j", "m -> j", "j -> a"],
    });
    const contact = await h.addContact({ first_name: "Pat" });
    await h.addTag(contact, tag);
    await h.drain();
    resend.faults.push({ kind: "status", status: 422 });
    await h.pass("61 seconds");
    await h.drain();
    const [failed] = await h.runs(id);
    expect(failed).toMatchObject({ status: "failed" });
    const fresh = await retry({ id: failed!.id as string });
    expect(fresh.tokens.map((token) => token.node_id).sort()).toEqual(["j", "m", "w"]);
    await h.drain();
    expect((await h.runs(id)).at(-1)).toMatchObject({ status: "waiting" });
    await h.pass("61 minutes");
    await h.drain();
    expect((await h.runs(id)).at(-1)).toMatchObject({ status: "completed" });
    const notes = await h.sql`select body from public.notes where contact_id = ${contact} order by created_at, id`;
    expect(notes.map((note) => note.body)).toEqual(["x", "together"]);
    expect(resend.deliveries).toHaveLength(1);
  });

  test("an effect nobody knows about is only repeated when a person says so", async () => {
    const { run } = await mailJourney();
    resend.faults.push({ kind: "status", status: 422 });
    await h.drain();
    const id = (await run()).id as string;
    await h.sql`update public.effects set status = 'unknown', error = 'The connection broke.' where run_id = ${id}`;
    await expect(retry({ id })).rejects.toMatchObject({ code: "conflict", details: { unknown: [{ kind: "email" }] } });
    expect(await h.sql`select from public.workflow_runs where retry_of = ${id}`).toHaveLength(0);
    await retry({ id, confirm_unknown: true });
    await h.drain();
    expect(resend.deliveries).toHaveLength(1);
  });
});
