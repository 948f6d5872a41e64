import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EffectOutcome, EmailEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { type RecordingResend, recordingResend } from "../../support/recording-resend.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

let database: TestDatabase;
let resend: RecordingResend;
let workspace: TestWorkspace;
let contactId: string;
let n = 0;

beforeAll(async () => {
  database = await createDatabase();
  resend = await recordingResend();
  Object.assign(process.env, database.env, { RESEND_BASE_URL: resend.url });
});
afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await resend.close();
  await database.drop();
});

beforeEach(async () => {
  resend.requests.length = 0;
  resend.deliveries.length = 0;
  resend.faults.length = 0;
  workspace = await makeWorkspace();
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = workspace;
  await client(contracts.workspaces.update, {
    id: workspace.workspaceId,
    sender_name: 'Ada, "the" Countess',
    sender_email: "ada@sender.example",
    postal_address: "1 Main Street",
  });
  const contact = await client(contracts.contacts.create, { email: `p${++n}@example.com`, first_name: "Pat" });
  contactId = contact.id;
  await client(contracts.connections.connect, { provider: "resend", api_key: "test-key-for-loopback" });
});

const effect: EmailEffect = {
  kind: "email",
  purpose: "marketing",
  to: "p@example.com",
  subject: "Hello",
  body: "Hi **there**",
};

async function grant(status: "granted" | "denied" | "unsubscribed" = "granted") {
  const { contracts } = await import("@/lib/api/contracts/all");
  await workspace.client(contracts.contacts.setConsent, { id: contactId, channel: "email", status, source: "test" });
}

/** Claims, performs and settles one send like a visit of a node does. `crash`: the process dies after the provider answered. */
async function attempt({
  key,
  owner = crypto.randomUUID(),
  given = {},
  crash,
}: {
  key: string;
  owner?: string;
  given?: Partial<EmailEffect>;
  crash?: boolean;
}): Promise<EffectOutcome> {
  const { asWorker } = await import("@/lib/db/scoped");
  const { claimEffect } = await import("@/lib/services/effects/claim-effect");
  const { performEffect } = await import("@/lib/services/effects/perform-effect");
  const { settleEffect } = await import("@/lib/services/effects/settle-effect");
  const { workspaceId } = workspace;
  const { value: claim } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const contact = await ctx.db
        .selectFrom("contacts")
        .selectAll()
        .where("id", "=", contactId)
        .executeTakeFirstOrThrow();
      const state = { contact, workspace: { id: workspaceId, name: "Test", timeZone: "UTC" } } as unknown as RunState;
      return claimEffect({
        ctx,
        key,
        effect: { ...effect, to: contact.email ?? "", ...given },
        state,
        runId: null as never,
        nodeId: "n1",
        owner,
      });
    },
  });
  if (!claim.claimed) return claim.outcome;
  const outcome = await performEffect({ workspaceId, effectId: claim.effectId, owner });
  if (!crash)
    await asWorker({ workspaceId, fn: (ctx) => settleEffect({ ctx, effectId: claim.effectId, owner, outcome }) });
  return outcome;
}

async function messageStatuses() {
  const { contracts } = await import("@/lib/api/contracts/all");
  return (await workspace.client(contracts.messages.list, {})).data.map(({ status, reason }) => ({ status, reason }));
}

describe("who may not get it", () => {
  test.each([
    ["nobody asked", async () => {}, "has not agreed"],
    ["the contact said no", () => grant("denied"), "said no"],
    ["the contact unsubscribed", () => grant("unsubscribed"), "unsubscribed"],
    ["the contact is marked do not contact", () => patch({ do_not_contact: true }), "do not contact"],
    ["the contact has the tag dnc", () => patch({ tags: ["DnC"] }), "tag DnC"],
  ])("marketing is not sent when %s", async (_, prepare, reason) => {
    await prepare();
    const outcome = await attempt({ key: "k" });
    expect(outcome).toMatchObject({ status: "skipped", reason: expect.stringContaining(reason) });
    expect(resend.requests).toHaveLength(0);
    expect(await messageStatuses()).toEqual([{ status: "skipped", reason: expect.stringContaining(reason) }]);
  });

  test("a bounced address gets nothing, not even transactional mail", async () => {
    await attempt({ key: "first", given: { purpose: "transactional" } });
    const { commitAsWorker } = await import("@/lib/services/commit");
    const { recordEvent } = await import("@/lib/services/messages/record-event");
    const { contracts } = await import("@/lib/api/contracts/all");
    const [sent] = (await workspace.client(contracts.messages.list, {})).data;
    await commitAsWorker({
      workspaceId: workspace.workspaceId,
      fn: (ctx) => recordEvent({ ctx, input: { messageId: sent!.id, type: "bounced" } }),
    });
    const outcome = await attempt({ key: "second", given: { purpose: "transactional" } });
    expect(outcome).toMatchObject({ status: "skipped", reason: expect.stringContaining("bounced") });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("transactional mail needs no consent", async () => {
    await expect(attempt({ key: "k", given: { purpose: "transactional" } })).resolves.toMatchObject({ status: "done" });
    expect(resend.deliveries).toHaveLength(1);
  });
});

describe("sent once", () => {
  test("a second visit with the same key gets the stored answer and calls nobody", async () => {
    await grant();
    const first = await attempt({ key: "same" });
    const second = await attempt({ key: "same" });
    expect(second).toEqual({ status: "done", output: (first as { output: object }).output });
    expect(resend.requests).toHaveLength(1);
  });

  test("a process that dies after the provider answered repeats the same bytes under the same key", async () => {
    await grant();
    await attempt({ key: "crash", crash: true });
    await expect(attempt({ key: "crash" })).resolves.toMatchObject({ status: "done" });
    expect(resend.requests).toHaveLength(2);
    expect(new Set(resend.requests.map(({ key, raw }) => `${key} ${raw}`)).size).toBe(1);
    expect(resend.deliveries).toHaveLength(1);
  });

  test("a provider that delivered and dropped the connection delivers once", async () => {
    await grant();
    resend.faults.push({ kind: "deliver-then-drop" });
    await expect(attempt({ key: "drop" })).resolves.toMatchObject({
      status: "failed",
      retryable: true,
      ambiguous: true,
    });
    await expect(attempt({ key: "drop" })).resolves.toMatchObject({ status: "done" });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("an interrupted send older than the provider's memory becomes unknown and is never sent again", async () => {
    await grant();
    await attempt({ key: "old", crash: true });
    const { default: postgres } = await import("postgres");
    const admin = postgres(database.adminUrl, { max: 1 });
    await admin`update effects set first_claimed_at = first_claimed_at - interval '24 hours' where workspace_id = ${workspace.workspaceId}`;
    await admin.end();
    await expect(attempt({ key: "old" })).resolves.toMatchObject({ status: "unknown" });
    expect(resend.requests).toHaveLength(1);
  });

  test("a provider that asks to slow down is waited for", async () => {
    await grant();
    resend.faults.push({ kind: "status", status: 429, headers: { "retry-after": "7" } });
    await expect(attempt({ key: "slow" })).resolves.toMatchObject({
      status: "failed",
      retryable: true,
      retryAfterSeconds: 7,
    });
    await expect(attempt({ key: "slow" })).resolves.toMatchObject({ status: "done" });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("what the provider refused is not tried again once the contact is marked do not contact", async () => {
    await grant();
    resend.faults.push({ kind: "status", status: 429, headers: { "retry-after": "7" } });
    await expect(attempt({ key: "late" })).resolves.toMatchObject({ status: "failed", retryable: true });
    await patch({ do_not_contact: true });
    const reason = "The contact is marked do not contact.";
    await expect(attempt({ key: "late" })).resolves.toMatchObject({ status: "skipped", reason });
    expect(resend.deliveries).toHaveLength(0);
    expect(await messageStatuses()).toEqual([{ status: "skipped", reason }]);
  });

  test("an interrupted send is not made again once the contact unsubscribed: nobody knows whether it went out", async () => {
    await grant();
    resend.faults.push({ kind: "drop" });
    await expect(attempt({ key: "stop" })).resolves.toMatchObject({ status: "failed", ambiguous: true });
    await grant("unsubscribed");
    const before = resend.requests.length;
    const reason = expect.stringMatching(/interrupted.*unsubscribed/);
    await expect(attempt({ key: "stop" })).resolves.toMatchObject({ status: "unknown", reason });
    expect(resend.requests).toHaveLength(before);
    expect(await messageStatuses()).toEqual([{ status: "unknown", reason }]);
  });

  test("an interrupted send does not count towards its own limit", async () => {
    await grant();
    const { contracts } = await import("@/lib/api/contracts/all");
    await workspace.client(contracts.workspaces.update, {
      id: workspace.workspaceId,
      frequency_caps: [{ channel: "any", count: 1, hours: 24 }],
    });
    await attempt({ key: "capped", crash: true });
    await expect(attempt({ key: "capped" })).resolves.toMatchObject({ status: "done" });
    await expect(attempt({ key: "next" })).resolves.toMatchObject({ status: "skipped" });
    expect(resend.deliveries).toHaveLength(1);
  });

  test("a wrong API key fails for good, in words", async () => {
    await grant();
    resend.faults.push({ kind: "status", status: 401 });
    await expect(attempt({ key: "auth" })).resolves.toMatchObject({
      status: "failed",
      retryable: false,
      reason: expect.stringContaining("API key"),
    });
  });

  test("somebody who lost the claim settles nothing", async () => {
    await grant();
    const { asWorker } = await import("@/lib/db/scoped");
    const { settleEffect } = await import("@/lib/services/effects/settle-effect");
    const stale = crypto.randomUUID();
    await attempt({ key: "fence", owner: stale, crash: true });
    await attempt({ key: "fence" });
    const [row] = await effects();
    await asWorker({
      workspaceId: workspace.workspaceId,
      fn: (ctx) =>
        settleEffect({
          ctx,
          effectId: row!.id,
          owner: stale,
          outcome: { status: "failed", reason: "late", retryable: false },
        }),
    });
    expect((await effects())[0]).toMatchObject({ status: "done", error: null });
  });
});

describe("the mail itself", () => {
  test("marketing carries the one-click headers, the link and the postal address; the sender's name is quoted", async () => {
    await grant();
    await attempt({ key: "mail" });
    const { body } = resend.deliveries[0]!;
    const link = /^<(http\S+\/u\/\S+)>$/.exec(body.headers?.["List-Unsubscribe"] ?? "")?.[1];
    expect(link).toBeTruthy();
    expect(body.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(body.from).toBe('"Ada, \\"the\\" Countess" <ada@sender.example>');
    expect(body.html).toContain("<strong>there</strong>");
    expect(body.html).toContain(link);
    expect(body.text).toContain("1 Main Street");
    expect(body.text).toContain(`Unsubscribe: ${link}`);
  });

  test("raw HTML in a body stays text", async () => {
    await attempt({ key: "xss", given: { purpose: "transactional", body: "<script>alert(1)</script>" } });
    expect(resend.deliveries[0]!.body.html).not.toContain("<script>");
  });

  test("one click on the link stops marketing at once, and a second changes nothing", async () => {
    await grant();
    await attempt({ key: "one" });
    const link = resend.deliveries[0]!.body.headers!["List-Unsubscribe"]!.slice(1, -1);
    const { GET, POST } = await import("@/app/u/[token]/route");
    const params = { params: Promise.resolve({ token: link.split("/u/")[1]! }) };
    const page = await (await GET(new Request(link), params)).text();
    expect(page).toContain("<button>Unsubscribe</button>");
    await expect(attempt({ key: "two" })).resolves.toMatchObject({ status: "done" });
    for (const _ of [1, 2]) {
      const answer = await POST(new Request(link, { method: "POST", body: "List-Unsubscribe=One-Click" }), params);
      expect(answer.status).toBe(200);
    }
    await expect(attempt({ key: "three" })).resolves.toMatchObject({ status: "skipped" });
    const { contracts } = await import("@/lib/api/contracts/all");
    const proof = (await workspace.client(contracts.contacts.consents, { id: contactId })).data.filter(
      ({ status }) => status === "unsubscribed",
    );
    expect(proof).toMatchObject([{ source: "unsubscribe link" }]);
  });

  test("a changed or foreign link does nothing", async () => {
    const { GET, POST } = await import("@/app/u/[token]/route");
    const { signToken } = await import("@/lib/tokens");
    const data = { w: workspace.workspaceId, m: crypto.randomUUID() };
    const good = signToken({ purpose: "unsubscribe", data });
    const tokens = [
      "x",
      "a.b",
      `${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`,
      signToken({ purpose: "form-render", data }),
      good,
    ];
    for (const token of tokens) {
      const params = { params: Promise.resolve({ token }) };
      expect((await GET(new Request("http://x/u"), params)).status).toBe(404);
      expect((await POST(new Request("http://x/u", { method: "POST" }), params)).status).toBe(404);
    }
  });
});

async function patch(fields: { do_not_contact?: boolean; tags?: string[] }) {
  await grant();
  const { contracts } = await import("@/lib/api/contracts/all");
  await workspace.client(contracts.contacts.update, { id: contactId, ...fields });
}

async function effects() {
  const { asWorker } = await import("@/lib/db/scoped");
  const { value } = await asWorker({
    workspaceId: workspace.workspaceId,
    fn: (ctx) => ctx.db.selectFrom("effects").selectAll().where("workspace_id", "=", workspace.workspaceId).execute(),
  });
  return value;
}
