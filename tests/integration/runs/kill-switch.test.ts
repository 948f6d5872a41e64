import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

async function journey() {
  const tag = `ks-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "a", type: "add_tag", config: { tag: `after-${tag}` } },
    ],
  });
  return { id, tag };
}
async function api() {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { sweep } = await import("@/lib/services/runs/sweep");
  return { calls: contracts.workspaces, runs: contracts.workflowRuns, client: h.workspace.client, sweep };
}

test("stopped: people enter and are held, who comes due is held, nothing moves; resumed: all go on", async () => {
  const { calls, client, sweep } = await api();
  const id = h.workspace.workspaceId;
  const one = await journey();
  const early = await h.addContact();
  await h.addTag(early, one.tag);
  await h.drain();
  const stopped = await client(calls.stopSending, { id, reason: "A wrong price went out" });
  expect(stopped).toMatchObject({ sending_stopped_reason: "A wrong price went out" });
  expect(stopped.sending_stopped_at).not.toBeNull();
  await h.addTag(await h.addContact(), one.tag);
  await h.pass("2 hours");
  await sweep();
  await h.drain();
  expect((await h.decisions(one.id)).map((decision) => decision.entered)).toEqual([true, true]);
  expect((await h.runs(one.id)).map((run) => run.status)).toEqual(["held", "held"]);
  expect((await sweep()).released).toBe(0);

  // Stopped twice: the first moment and reason stay.
  expect((await client(calls.stopSending, { id, reason: "Again" })).sending_stopped_reason).toBe(
    "A wrong price went out",
  );
  expect((await client(calls.resumeSending, { id })).sending_stopped_at).toBeNull();
  await h.drain();
  expect((await h.runs(one.id)).map((run) => run.status)).toEqual(["completed", "waiting"]);
});

test("a workflow that is paused on its own stays so when sending is resumed", async () => {
  const { calls, runs, client, sweep } = await api();
  const id = h.workspace.workspaceId;
  const one = await journey();
  await h.addTag(await h.addContact(), one.tag);
  await h.drain();
  await client(calls.stopSending, { id });
  await client(runs.pause, { id: one.id });
  await h.pass("2 hours");
  await h.drain();
  await client(calls.resumeSending, { id });
  await h.drain();
  await sweep();
  await h.drain();
  expect(await h.runs(one.id)).toMatchObject([{ status: "held" }]);
  expect(await h.sql`select held_by from public.workflow_tokens where status = 'held'`).toEqual([{ held_by: "pause" }]);
  await client(runs.resume, { id: one.id });
  await h.drain();
  expect(await h.runs(one.id)).toMatchObject([{ status: "completed" }]);
});

test("only the workspace's own admins stop it", async () => {
  const { calls } = await api();
  const { makeKey, makeWorkspace } = await import("../../support/workspace.ts");
  const { createClient } = await import("@/lib/api/client");
  const { callRoute } = await import("../../support/call-route.ts");
  const { workspaceId, userId, client } = h.workspace;
  const { apiKey } = await makeKey({ workspaceId, userId, role: "editor" });
  const editor = createClient({ apiKey, baseUrl: process.env.LEADLOOM_URL, fetch: callRoute });
  await expect(editor(calls.stopSending, { id: workspaceId })).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeWorkspace({ name: "Other" });
  await expect(client(calls.stopSending, { id: other.workspaceId })).rejects.toMatchObject({ code: "not_found" });
  expect(await client(calls.get, { id: workspaceId })).toMatchObject({ sending_stopped_at: null });
});
