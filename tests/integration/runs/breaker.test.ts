import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { makeMember } from "../../support/workspace.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

async function journey({ max }: { max: number | null }) {
  const tag = `br-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "a", type: "add_tag", config: { tag: `after-${tag}` } },
    ],
  });
  const breaker = max === null ? null : { max_per_minute: max };
  await h.sql`update public.workflows set settings = ${h.sql.json({ breaker } as never)} where id = ${id}`;
  const status = async () => (await h.sql`select status, paused_reason from public.workflows where id = ${id}`)[0]!;
  return { id, tag, status };
}
const enter = async (tag: string, count: number) => {
  const contacts = await Promise.all(Array.from({ length: count }, () => h.addContact()));
  await Promise.all(contacts.map((contact) => h.addTag(contact, tag)));
};

test("more than allowed within a minute, in parallel: paused once, members told once, everybody inside, held, and let go by resume", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { sweep } = await import("@/lib/services/runs/sweep");
  const admin = await makeMember({ workspace: h.workspace, role: "admin" });
  await makeMember({ workspace: h.workspace, role: "editor" });
  const { id, tag, status } = await journey({ max: 8 });
  await enter(tag, 8);
  expect(await status()).toEqual({ status: "live", paused_reason: null });
  await enter(tag, 12);
  expect(await status()).toEqual({ status: "paused", paused_reason: "breaker" });
  expect(await h.workspace.client(contracts.workflows.get, { id })).toMatchObject({ paused: { reason: "breaker" } });
  const told = await h.sql`select user_id, title, path from public.notifications where path = ${`workflows/${id}`}`;
  expect(told.map((one) => one.user_id).sort()).toEqual([admin.userId, h.workspace.userId].sort());
  expect(told[0]!.title).toContain("too many people entered");

  await enter(tag, 5);
  await h.drain();
  const decisions = await h.decisions(id);
  expect(decisions.filter((decision) => decision.entered)).toHaveLength(25);
  const runs = await h.runs(id);
  expect(runs).toHaveLength(25);
  expect(runs.filter((run) => run.status === "held").length).toBeGreaterThan(0);
  await h.workspace.client(contracts.workflowRuns.resume, { id });
  await sweep();
  await h.drain();
  expect(new Set((await h.runs(id)).map((run) => run.status))).toEqual(new Set(["completed"]));
  // Resumed, the count begins anew.
  await enter(tag, 8);
  expect(await status()).toEqual({ status: "live", paused_reason: null });
  await h.drain();
});

test("spread over more than a minute the same number passes; without a breaker any number does", async () => {
  const slow = await journey({ max: 5 });
  for (let n = 0; n < 4; n++) {
    await enter(slow.tag, 4);
    await h.pass("61 seconds");
  }
  expect(await slow.status()).toEqual({ status: "live", paused_reason: null });
  const off = await journey({ max: null });
  await enter(off.tag, 20);
  expect(await off.status()).toEqual({ status: "live", paused_reason: null });
  await h.drain();
});

test("pausing what the breaker paused makes it a pause of one's own: nobody enters any more", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { id, tag, status } = await journey({ max: 1 });
  await enter(tag, 2);
  expect(await status()).toEqual({ status: "paused", paused_reason: "breaker" });
  await h.workspace.client(contracts.workflowRuns.pause, { id });
  await enter(tag, 1);
  expect((await h.decisions(id)).at(-1)).toMatchObject({ entered: false, reason: "The workflow was paused." });
  await h.drain();
});
