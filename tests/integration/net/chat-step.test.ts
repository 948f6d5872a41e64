import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Behaviour, type RecordingServer, recordingServer } from "../../support/recording-server.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let harness: RunsHarness;
let chat: RecordingServer;
let secretId: string;
let n = 0;

beforeAll(async () => {
  chat = await recordingServer();
  process.env.EGRESS_ALLOW = `127.0.0.1:${chat.port}`;
  harness = await runsHarness();
  const { contracts } = await import("@/lib/api/contracts/all");
  const value = `${chat.url}/services/canary-address`;
  secretId = (
    await harness.workspace.client(contracts.secrets.create, { name: "Channel", hosts: ["127.0.0.1"], value })
  ).id;
});
afterAll(async () => {
  delete process.env.EGRESS_ALLOW;
  await harness.end();
  await chat.close();
});
beforeEach(() => {
  chat.requests.length = 0;
  chat.next.length = 0;
});

async function say({
  platform,
  text = "New: {{ contact.first_name }}",
  answers = [],
  retries = 0,
}: {
  platform: string;
  text?: string;
  answers?: Behaviour[];
  retries?: number;
}) {
  chat.next.push(...answers);
  const tag = `say-${++n}`;
  const workflowId = await harness.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "c", type: "send_chat_message", config: { platform, secretId, text }, settings: { retries } },
    ],
  });
  await harness.addTag(await harness.addContact({ first_name: "<!channel> @everyone & co" }), tag);
  await harness.drain();
  const [run] = await harness.runs(workflowId);
  const steps = await harness.steps(run!.id as string);
  return { run: run!, step: steps.find(({ node_id }) => node_id === "c")!, workflowId };
}

describe("each platform gets its own shape", () => {
  test("Slack, with names that cannot call a channel", async () => {
    const { run, step } = await say({
      platform: "slack",
      text: "*New:* <https://example.com|lead> {{ contact.first_name }}",
      answers: [{ body: "ok" }],
    });
    expect(JSON.parse(chat.requests[0]!.body)).toEqual({
      text: "*New:* <https://example.com|lead> &lt;!channel&gt; @everyone &amp; co",
    });
    expect(run.status).toBe("completed");
    expect(step.output).toMatchObject({ status: "sent", platform: "slack" });
  });
  test("Discord, which names the message it stored", async () => {
    const { step } = await say({ platform: "discord", answers: [{ body: '{"id":"991"}' }] });
    expect(chat.requests[0]?.path).toBe("/services/canary-address?wait=true");
    expect(JSON.parse(chat.requests[0]!.body)).toEqual({
      content: "New: <!channel> @everyone & co",
      allowed_mentions: { parse: [] },
    });
    expect(step.output).toMatchObject({ message_id: "991" });
  });
  test("Teams, as a card", async () => {
    await say({ platform: "teams", answers: [{ status: 202 }] });
    const { attachments } = JSON.parse(chat.requests[0]!.body);
    expect(attachments[0]).toMatchObject({
      contentType: "application/vnd.microsoft.card.adaptive",
      content: {
        type: "AdaptiveCard",
        body: [{ type: "TextBlock", text: "New: <!channel> @everyone & co", wrap: true }],
      },
    });
  });
});

describe("each platform's refusal is told in words", () => {
  test.each<[string, Behaviour, RegExp]>([
    [
      "slack",
      { status: 403, body: "invalid_token" },
      /Slack refused the message \(403: invalid_token\).*new webhook address/,
    ],
    ["slack", { status: 400, body: "invalid_payload" }, /invalid_payload/],
    [
      "discord",
      { status: 404, body: '{"message":"Unknown Webhook","code":10015}' },
      /Discord refused .*Unknown Webhook/,
    ],
    [
      "teams",
      {
        status: 200,
        body: "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 with ContextId x",
      },
      /Teams refused the message \(403/,
    ],
  ])("%s", async (platform, answer, words) => {
    const { run, step } = await say({ platform, answers: [answer], retries: 2 });
    expect(run.status).toBe("failed");
    expect(step.error).toMatch(words);
    expect(chat.requests).toHaveLength(1);
  });
});

test("a busy platform is asked again when it says", async () => {
  const busy = { status: 429, body: '{"retry_after":40.5}' };
  const { workflowId } = await say({ platform: "discord", answers: [busy, { body: '{"id":"1"}' }], retries: 1 });
  await harness.pass("45 seconds");
  await harness.drain();
  expect(chat.requests).toHaveLength(2);
  expect((await harness.runs(workflowId))[0]?.status).toBe("completed");
});

test.each<Behaviour>(["drop", { status: 500, body: "rollup_error" }])(
  "a message that may have arrived is not sent again (%j)",
  async (answer) => {
    const { run, step } = await say({ platform: "slack", answers: [answer], retries: 3 });
    await harness.pass("1 hour");
    await harness.drain();
    expect(chat.requests).toHaveLength(1);
    expect(run.status).toBe("failed");
    expect(step.error).toMatch(/not known whether the message arrived/);
  },
);

test("the address stands in no table and no answer", async () => {
  for (const table of ["effects", "workflow_run_steps", "workflow_runs", "secrets", "workflow_versions", "activities"])
    expect(JSON.stringify(await harness.sql.unsafe(`select * from public.${table}`)), table).not.toContain(
      "canary-address",
    );
  const { contracts } = await import("@/lib/api/contracts/all");
  expect(JSON.stringify(await harness.workspace.client(contracts.secrets.list, {}))).not.toContain("canary-address");
});

test("a workflow that names a secret of nobody cannot be published", async () => {
  const config = { platform: "slack", secretId: crypto.randomUUID(), text: "Hi" };
  const nodes = [
    { id: "t", type: "tag_added", config: { tag: "x" } },
    { id: "c", type: "send_chat_message", config },
  ];
  await expect(harness.publish({ nodes })).rejects.toMatchObject({ code: "not_publishable" });
});

test("without a way to the internet the step says that the host cannot be reached", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const value = "https://hooks.unreachable.invalid/services/x";
  await harness.workspace.client(contracts.secrets.update, {
    id: secretId,
    hosts: ["hooks.unreachable.invalid"],
    value,
  });
  const { step } = await say({ platform: "slack" });
  expect(step.error).toMatch(/no host with the name hooks\.unreachable\.invalid/);
});
