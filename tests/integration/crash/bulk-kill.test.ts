import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../../../scripts/support/paths.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

const PEOPLE = 1200;
let h: RunsHarness;
let child: ChildProcess | null = null;

beforeAll(async () => {
  h = await runsHarness();
  const { bindRuntime } = await import("@/lib/runtime");
  const { inngest } = await import("@/inngest/client");
  bindRuntime({ send: async (events) => void (await inngest.send(events)) });
});
afterAll(async () => {
  await kill();
  await h.end();
});

async function start(): Promise<void> {
  child = fork(inProject("tests/support/worker-child.mjs"), {
    env: process.env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [word] = await Promise.race([once(child, "message"), once(child, "exit")]);
  expect(word).toBe("ready");
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Nothing came of it in a minute and a half: ${what}`);
    await sleep(5);
  }
}

test("1,200 people asked in, killed twice with -9: everybody enters once, and the enrolment says so", {
  timeout: 240_000,
}, async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { workspaceId, client } = h.workspace;
  await h.sql`insert into public.contacts (workspace_id, email) select ${workspaceId}, 'c' || n || '@example.test' from generate_series(1, ${PEOPLE}) n`;
  await h.sql`delete from public.dispatch_queue`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "manual", config: {} },
      { id: "a", type: "add_note", config: { body: "Arrived" } },
    ],
  });
  await start();
  const { id: enrolmentId } = await client(contracts.enrolments.create, { id, filter: {} });
  const entered = async () =>
    Number((await h.sql`select count(*) as n from public.workflow_runs where workflow_id = ${id}`)[0]!.n);
  for (const at of [150, 800]) {
    await until(`${at} people`, async () => (await entered()) >= at);
    await kill();
    await start();
  }
  await until("all done", async () => {
    const [row] =
      await h.sql`select count(*)::int as n from public.workflow_runs where workflow_id = ${id} and status = 'completed'`;
    return row!.n >= PEOPLE;
  });
  expect(await client(contracts.enrolments.get, { id: enrolmentId })).toMatchObject({
    status: "done",
    looked_at: PEOPLE,
    requested: PEOPLE,
    entered: PEOPLE,
    refused: [],
  });
  const [runs] =
    await h.sql`select count(*)::int as n, count(distinct subject_id)::int as people from public.workflow_runs where workflow_id = ${id}`;
  expect(runs).toEqual({ n: PEOPLE, people: PEOPLE });
  const [notes] = await h.sql`select count(*)::int as n, count(distinct contact_id)::int as people from public.notes`;
  expect(notes).toEqual({ n: PEOPLE, people: PEOPLE });
});
