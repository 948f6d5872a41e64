import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RecordingSmtp, recordingSmtp } from "../../support/recording-smtp.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let harness: RunsHarness;
let server: RecordingSmtp;

beforeAll(async () => {
  server = await recordingSmtp({ password: "only a test" });
  process.env.EGRESS_ALLOW = `127.0.0.1:${server.port}`;
  harness = await runsHarness();
  const { contracts } = await import("@/lib/api/contracts/all");
  await harness.workspace.client(contracts.workspaces.update, {
    id: harness.workspace.workspaceId,
    sender_name: "Ada",
    sender_email: "ada@sender.example",
    postal_address: "1 Main Street",
  });
});
afterAll(async () => {
  await harness.end();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  server.faults.length = 0;
  server.signIns.length = 0;
  await connect();
});

async function connect(more: Record<string, string> = {}) {
  const { contracts } = await import("@/lib/api/contracts/all");
  return harness.workspace.client(contracts.connections.connect, {
    provider: "smtp",
    host: server.host,
    port: String(server.port),
    tls: "none",
    user: "ada",
    password: "only a test",
    ...more,
  });
}

/** Sends one mail through a workflow; returns its step and message. */
async function send(config: Record<string, unknown> = {}) {
  const tag = `t${crypto.randomUUID().slice(0, 8)}`;
  const workflow = await harness.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      {
        id: "s",
        type: "send_email",
        config: { purpose: "transactional", subject: "Grüße", body: "Hello\n.\nthere", ...config },
        settings: { retries: 3 },
      },
    ],
    edges: ["t -> s"],
  });
  const contactId = await harness.addContact({ email: `${tag}@example.com` });
  const { contracts } = await import("@/lib/api/contracts/all");
  await harness.workspace.client(contracts.contacts.setConsent, {
    id: contactId,
    channel: "email",
    status: "granted",
    source: "test",
  });
  await harness.addTag(contactId, tag);
  await harness.drain();
  for (let n = 0; n < 5; n++) {
    await harness.pass("1 hour");
    await harness.drain();
  }
  const [run] = await harness.runs(workflow);
  const [message] = await harness.sql`select * from public.messages where contact_id = ${contactId}`;
  const [effect] = await harness.sql`select status, attempts from public.effects where message_id = ${message?.id}`;
  return { run, message, effect, tag };
}

test("a mail goes out through the mail server, signed in, with our id and the unsubscribe headers", async () => {
  const { message, effect, tag } = await send({ purpose: "marketing" });
  expect([message?.status, message?.provider, effect?.status]).toEqual(["sent", "smtp", "done"]);
  expect(server.signIns).toEqual(["ada only a test"]);
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect([mail?.from, mail?.to]).toEqual(["ada@sender.example", [`${tag}@example.com`]]);
  const headers = mail?.text.split("\r\n\r\n")[0]?.replaceAll(/\r\n\s+/g, " ") ?? "";
  expect(headers).toMatch(/^Message-ID: <[0-9a-f-]{36}@sender\.example>$/m);
  expect(headers).toContain(`X-Entity-Ref-ID: ${message?.id}`);
  expect(headers).toMatch(/^List-Unsubscribe: <https?:\/\/[^>]+\/u\/[^>]+>$/m);
  expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(headers).toContain("Subject: =?UTF-8?");
  expect(mail?.text).toContain("multipart/alternative");
  expect(message?.provider_id).toBe(/^Message-ID: (\S+)$/m.exec(headers)?.[1]);
});

describe("a server that goes wrong", () => {
  test("and never says whether it took the mail leaves it unknown, and it is not sent again", async () => {
    server.faults.push({ at: "body", kind: "drop" });
    const { run, message, effect } = await send();
    expect([message?.status, effect?.status, effect?.attempts]).toEqual(["unknown", "unknown", 1]);
    expect(server.mails).toHaveLength(1);
    expect(run?.status).toBe("completed");
  });
  test.each([
    ["drops the connection first", { at: "connect", kind: "drop" }],
    ["asks to come back before the mail", { at: "rcpt", kind: "reply", reply: "450 4.2.1 busy" }],
    ["asks to come back after the mail", { at: "body", kind: "reply", reply: "451 4.3.0 later" }],
  ] as const)("and %s gets it later", async (_, fault) => {
    server.faults.push(fault);
    const { message, effect } = await send();
    expect([message?.status, effect?.attempts, server.mails.length]).toEqual(["sent", 2, 1]);
  });
  test.each([
    ["the receiver", { at: "rcpt", kind: "reply", reply: "550 5.1.1 no such user" }],
    ["the mail", { at: "body", kind: "reply", reply: "554 5.7.1 looks like spam" }],
  ] as const)("and refuses %s fails the step with its words", async (_, fault) => {
    server.faults.push(fault);
    const { run, message, effect } = await send();
    expect([run?.status, message?.status, effect?.attempts]).toEqual(["failed", "failed", 1]);
    expect(message?.reason).toContain(fault.reply);
    expect(server.mails).toHaveLength(0);
  });
});

test("an interrupted send is unknown: nobody can ask a mail server what it took", async () => {
  const { email } = await import("@/lib/services/effects/kinds/email");
  const able = (provider: string) => email.whenInterrupted({ provider, request: {} });
  expect([able("smtp"), able("resend"), able("local")]).toEqual(["unknown", "repeat", "repeat"]);
});

describe("the connection", () => {
  test("is tested by signing in, and says what the server said", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client } = harness.workspace;
    expect(await client(contracts.connections.test, { provider: "smtp" })).toMatchObject({
      status: "healthy",
      last_error: null,
    });
    await connect({ password: "another" });
    const failing = await client(contracts.connections.test, { provider: "smtp" });
    expect(failing).toMatchObject({ status: "failing", last_error: expect.stringContaining("535 5.7.8") });
    expect(failing.tested_at).not.toBeNull();
    expect(server.mails).toHaveLength(0);
  });
  test("shows that it fails when a send was refused the sign-in", async () => {
    await connect({ password: "another" });
    const { message } = await send();
    expect(message?.status).toBe("failed");
    const { contracts } = await import("@/lib/api/contracts/all");
    const { data } = await harness.workspace.client(contracts.connections.list, {});
    expect(data).toMatchObject([{ status: "failing", last_error: expect.stringContaining("535 5.7.8") }]);
  });
  test("leads to no server of the own network", async () => {
    for (const host of ["127.0.0.2", "localhost", "10.0.0.1", "::1", "mail.internal", "2130706434"])
      await expect(connect({ host })).rejects.toMatchObject({ code: "validation", fields: [{ path: "host" }] });
    await connect({ host: "127.0.0.1.nip.invalid" });
    const { contracts } = await import("@/lib/api/contracts/all");
    expect((await harness.workspace.client(contracts.connections.test, { provider: "smtp" })).status).toBe("failing");
  });
  test("asks for encryption that the server does not have, and sends nothing without it", async () => {
    await connect({ tls: "starttls" });
    const { message } = await send();
    expect(message?.status).toBe("failed");
    expect([server.mails, server.signIns]).toEqual([[], []]);
  });
});
