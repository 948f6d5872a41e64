import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProject } from "../../../scripts/support/paths.ts";
import { type OwnServer, ownServer } from "../../support/own-server.ts";
import { type RecordingResend, recordingResend } from "../../support/recording-resend.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

const RUNS = 20;
let database: OwnServer;
let h: RunsHarness;
let resend: RecordingResend;
let child: ChildProcess | null = null;

beforeAll(async () => {
  resend = await recordingResend();
  process.env.RESEND_BASE_URL = resend.url;
  database = await ownServer("leadloom-crash");
  h = await runsHarness({ database });
  const { bindRuntime } = await import("@/lib/runtime");
  const { inngest } = await import("@/inngest/client");
  bindRuntime({ send: async (events) => void (await inngest.send(events)) });
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = h.workspace;
  await client(contracts.workspaces.update, {
    id: workspaceId,
    sender_name: "Ada",
    sender_email: "ada@sender.example",
  });
  await client(contracts.connections.connect, { provider: "resend", api_key: "test-key-for-loopback" });
});
afterAll(async () => {
  await kill();
  await h.end();
  await resend.close();
});

async function start(): Promise<void> {
  child = fork(inProject("tests/support/worker-child.mjs"), {
    env: process.env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [word] = await once(child, "message");
  expect(word).toBe("ready");
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Nothing came of it in a minute: ${what}`);
    await sleep(2);
  }
}

const inStatus = async (status: string) => (await h.runs()).filter((run) => run.status === status).length;
const killAfterRequests = async (count: number) => {
  await until(`${count} requests`, () => resend.requests.length >= count);
  await kill();
  await start();
};

test("20 runs in flight, killed five times with -9 and its database once: lost 0, doubled 0", {
  timeout: 240_000,
}, async () => {
  const mail = (id: string, subject: string) => ({
    id,
    type: "send_email",
    config: { purpose: "transactional", subject, body: "Hello" },
    settings: { retries: 5 },
  });
  await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "go" } },
      mail("m1", "First"),
      { id: "w", type: "wait", config: { amount: 1, unit: "hours" } },
      mail("m2", "Second"),
      { id: "n", type: "add_note", config: { body: "Arrived" } },
    ],
  });
  await start();
  for (let n = 0; n < RUNS; n++) await h.addTag(await h.addContact({ email: `c${n}@example.test` }), "go");
  await killAfterRequests(4);
  await killAfterRequests(11);
  await until("all wait", async () => (await inStatus("waiting")) === RUNS);
  await kill();
  await h.pass("61 minutes");
  await start();
  await killAfterRequests(RUNS + 5);
  await until("some more requests", () => resend.requests.length >= RUNS + 9);
  database.kill();
  await database.start();
  await killAfterRequests(RUNS + 14);
  await until("all complete", async () => (await inStatus("completed")) === RUNS);

  const sent = resend.deliveries.map(({ body }) => `${body.to} ${body.subject}`).sort();
  const wanted = Array.from({ length: RUNS }, (_, n) => [`c${n}@example.test First`, `c${n}@example.test Second`])
    .flat()
    .sort();
  expect(sent).toEqual(wanted);
  const [notes] = await h.sql`select count(*)::int as n, count(distinct contact_id)::int as people from public.notes`;
  expect(notes).toEqual({ n: RUNS, people: RUNS });
  expect(await h.sql`select from public.effects where status <> 'done'`).toHaveLength(0);
  expect(await h.sql`select from public.dispatch_queue`).toHaveLength(0);
});
