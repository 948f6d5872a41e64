import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { sendMail } from "../../support/tracked-mail.ts";

const MUTATIONS = 5_000;
const key = Buffer.from("a key for tests only, 32 bytes!!").toString("base64");
let harness: RunsHarness;
let connectionId = "";
let emailId: string;
let messageId: string;
let deliveries = 0;

beforeAll(async () => {
  harness = await runsHarness();
});
afterAll(() => harness.end());

beforeEach(async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = harness.workspace;
  // Sent through the built-in mailbox, which steps aside for a connected provider.
  if (connectionId) await client(contracts.connections.disconnect, { provider: "resend" });
  ({ messageId } = await sendMail(harness));
  emailId = crypto.randomUUID();
  // As if Resend had taken it: which provider sends is decided elsewhere.
  await harness.sql`update public.messages set provider = 'resend', provider_id = ${emailId} where id = ${messageId}`;
  const connected = await client(contracts.connections.connect, {
    provider: "resend",
    api_key: "test-key-for-loopback",
    webhook_secret: `whsec_${key}`,
  });
  connectionId = connected.id;
  expect(connected).toMatchObject({
    webhook_url: `${process.env.LEADLOOM_URL}/api/webhooks/resend/${connectionId}`,
    has_webhook_secret: true,
  });
});

interface Delivery {
  id: string;
  timestamp: string;
  signature: string;
  body: string;
}
function signed({
  type,
  data = {},
  id,
  at = Date.now(),
  body,
}: {
  type?: string;
  data?: object;
  id?: string;
  at?: number;
  body?: string;
}): Delivery {
  const text =
    body ?? JSON.stringify({ type, created_at: new Date(at).toISOString(), data: { email_id: emailId, ...data } });
  const [name, timestamp] = [id ?? `msg_${++deliveries}`, String(Math.floor(at / 1000))];
  const mac = createHmac("sha256", Buffer.from(key, "base64")).update(`${name}.${timestamp}.${text}`).digest("base64");
  return { id: name, timestamp, signature: `v1,${mac}`, body: text };
}
async function deliver(delivery: Delivery, to = connectionId): Promise<{ status: number; outcome?: string }> {
  const { POST } = await import("@/app/api/webhooks/resend/[connection]/route");
  const headers = new Headers();
  for (const [name, value] of [
    ["svix-id", delivery.id],
    ["svix-timestamp", delivery.timestamp],
    ["svix-signature", delivery.signature],
  ] as const)
    if (value) headers.set(name, value);
  const request = new Request("http://hook.test/", { method: "POST", headers, body: delivery.body });
  const answer = await POST(request, { params: Promise.resolve({ connection: to }) });
  return { status: answer.status, ...((await answer.json()) as object) };
}
const state = async () => {
  const [message] = await harness.sql`select status, to_address from public.messages where id = ${messageId}`;
  const events =
    await harness.sql`select type from public.message_events where message_id = ${messageId} and type <> 'sent' order by created_at`;
  const [blocked] = await harness.sql`select reason from public.suppressions where address = ${message?.to_address}`;
  return [message?.status, events.map(({ type }) => type).join(" "), blocked?.reason ?? null];
};

test("a delivery, a hard bounce and a complaint are written down, with what follows from them", async () => {
  expect(await deliver(signed({ type: "email.delivered" }))).toEqual({ status: 200, outcome: "recorded" });
  expect(await state()).toEqual(["delivered", "delivered", null]);
  await deliver(
    signed({
      type: "email.bounced",
      data: { bounce: { type: "Permanent", subType: "General", message: "No such user" } },
    }),
  );
  expect(await state()).toEqual(["bounced", "delivered bounced", "bounced"]);
  await deliver(signed({ type: "email.complained" }));
  expect((await state())[0]).toBe("complained");
});

test("a bounce that may pass is only written down", async () => {
  await deliver(signed({ type: "email.bounced", data: { bounce: { type: "Transient", message: "Mailbox full" } } }));
  expect(await state()).toEqual(["sent", "bounced", null]);
});

test("repeats and any order end the same", async () => {
  const reports = [
    signed({ type: "email.complained" }),
    signed({ type: "email.bounced", data: { bounce: { type: "Permanent" } } }),
    signed({ type: "email.delivered" }),
  ];
  for (const report of [...reports, ...reports.toReversed()]) expect((await deliver(report)).status).toBe(200);
  expect(await deliver(signed({ type: "email.delivered" }))).toMatchObject({ outcome: "repeated" });
  await Promise.all(reports.map((report) => deliver(report)));
  const [status, events, blocked] = await state();
  expect([status, String(events).split(" ").toSorted()]).toEqual([
    "complained",
    ["bounced", "complained", "delivered"],
  ]);
  expect(blocked).toBe("complained");
});

test("opens and clicks are ours to see, and mails of others nobody's", async () => {
  for (const type of ["email.opened", "email.clicked", "email.sent", "contact.created"])
    expect(await deliver(signed({ type }))).toEqual({ status: 200, outcome: "ignored" });
  const foreign = { email_id: crypto.randomUUID() };
  expect((await deliver(signed({ type: "email.delivered", data: foreign, at: Date.now() - 120_000 }))).outcome).toBe(
    "ignored",
  );
  expect((await state())[1]).toBe("");
});

test("a report faster than our own commit is asked for again", async () => {
  await harness.sql`update private.clock set shift = '0'`;
  const early = signed({ type: "email.delivered", data: { email_id: crypto.randomUUID() } });
  expect((await deliver(early)).status).toBe(503);
});

test("nothing is believed without a secret, without headers, for another connection, or after five minutes", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const good = signed({ type: "email.delivered" });
  for (const to of [crypto.randomUUID(), "nothing", harness.workspace.workspaceId])
    expect((await deliver(good, to)).status).toBe(401);
  for (const part of ["id", "timestamp", "signature"] as const)
    expect((await deliver({ ...good, [part]: "" })).status).toBe(401);
  for (const minutes of [-6, 6])
    expect((await deliver(signed({ type: "email.delivered", at: Date.now() + minutes * 60_000 }))).status).toBe(401);
  await harness.workspace.client(contracts.connections.connect, { provider: "resend", webhook_secret: "" });
  expect((await deliver(good)).status).toBe(401);
  expect((await state())[1]).toBe("");
});

test(`none of ${MUTATIONS.toLocaleString("en")} changed deliveries is believed`, async () => {
  const { readResendWebhook } = await import("@/lib/providers/email/read-resend-webhook");
  const read = ({ id, timestamp, signature, body }: Delivery) =>
    readResendWebhook({
      secret: `whsec_${key}`,
      headers: new Headers({ "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature }),
      body: Buffer.from(body, "latin1"),
    });
  const good = signed({ type: "email.bounced", data: { bounce: { type: "Permanent" } } });
  const other = signed({ type: "email.delivered" });
  expect(read(good)).not.toBeNull();
  const alphabet = 'ABCxyz0189+/=,.v1 -_{}"é';
  let seed = 20261122;
  const roll = (sides: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * sides);
  };
  const accepted: Delivery[] = [];
  for (let tried = 0; tried < MUTATIONS; ) {
    const part = (["id", "timestamp", "signature", "body"] as const)[roll(4)] as keyof Delivery;
    const [text, at, sign] = [good[part], roll(good[part].length + 1), alphabet[roll(alphabet.length)] as string];
    const changes = [
      text.slice(0, at) + sign + text.slice(at + 1),
      text.slice(0, at) + sign + text.slice(at),
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + other[part].slice(at),
      text + sign,
    ];
    const changed = changes[roll(5)] as string;
    // Headers lose the spaces around them on the way: that is no change.
    if ((part === "body" ? changed : changed.trim()) === text) continue;
    tried++;
    let result: unknown = null;
    try {
      result = read({ ...good, [part]: changed });
    } catch (error) {
      // A value no header can hold never reaches us.
      expect(error).toBeInstanceOf(TypeError);
    }
    if (result !== null) accepted.push({ ...good, [part]: changed });
  }
  console.info(`Resend webhook: ${MUTATIONS} mutations, ${accepted.length} accepted`);
  expect(accepted).toEqual([]);
});
