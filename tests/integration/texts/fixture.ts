import twilio from "twilio";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { ServiceContext } from "@/lib/db/scoped";
import type { EffectOutcome, SmsEffect, WhatsAppEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { Claim } from "@/lib/services/effects/claim-effect";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase, type TestDatabase } from "../../support/database.ts";
import { type RecordingTwilio, recordingTwilio } from "../../support/recording-twilio.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

export const ORIGIN = "https://leadloom.example";
export const ACCOUNT = `AC${"0".repeat(32)}`;
export const TOKEN = "loopback-token";
export const FROM = "+15550100200";
export const WHATSAPP_FROM = "+15550100300";

/** A workspace that sends texts through a recording Twilio, for one test file; a fresh workspace for each test. */
export const texts = {} as {
  database: TestDatabase;
  admin: Sql;
  twilio: RecordingTwilio;
  workspace: TestWorkspace;
  connectionId: string;
};

beforeAll(async () => {
  texts.database = await createDatabase();
  texts.admin = connect(texts.database.superUrl);
  texts.twilio = await recordingTwilio();
  Object.assign(process.env, texts.database.env, {
    TWILIO_BASE_URL: texts.twilio.url,
    LEADLOOM_URL: ORIGIN,
    LEADLOOM_CLOCK: "test",
    API_RATE_PER_MINUTE: "1000000",
  });
});
afterAll(async () => {
  const { pool } = await import("@/lib/db/connect");
  await pool().end();
  await texts.twilio.close();
  await texts.admin.end();
  await texts.database.drop();
});
beforeEach(async () => {
  for (const list of [texts.twilio.requests, texts.twilio.messages, texts.twilio.faults]) list.length = 0;
  texts.twilio.overtake = null;
  texts.workspace = await makeWorkspace();
  const { contracts } = await import("@/lib/api/contracts/all");
  const made = await texts.workspace.client(contracts.connections.connect, {
    provider: "twilio",
    account_sid: ACCOUNT,
    auth_token: TOKEN,
    from_number: FROM,
    whatsapp_from: WHATSAPP_FROM,
  });
  texts.connectionId = made.id;
});

let numbers = 0;
/** A number nobody else in this file has. */
export const freshNumber = () => `+1555${String(1_000_000 + ++numbers)}`;

/** A contact with a number, who agreed to the channels. */
export async function makeContact({
  agreed = ["sms", "whatsapp"],
  ...fields
}: {
  agreed?: ("sms" | "whatsapp")[];
  phone?: string;
  time_zone?: string;
} = {}) {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = texts.workspace;
  const contact = await client(contracts.contacts.create, { phone: freshNumber(), ...fields });
  for (const channel of agreed)
    await client(contracts.contacts.setConsent, { id: contact.id, channel, status: "granted", source: "test" });
  return { ...contact, phone: contact.phone as string };
}
export type Contact = Awaited<ReturnType<typeof makeContact>>;

export async function asWorker<T>(fn: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  const { asWorker: open } = await import("@/lib/db/scoped");
  return (await open({ workspaceId: texts.workspace.workspaceId, fn })).value;
}

type Given = Partial<SmsEffect> | Partial<WhatsAppEffect>;

/** Claims a text as a visit does that read the contact a while ago. */
export async function claimText(args: {
  ctx: ServiceContext;
  contact: Contact;
  given?: Given;
  key?: string;
  owner?: string;
  workflowId?: string;
}): Promise<Claim> {
  const { ctx, contact, given = {}, key = crypto.randomUUID(), owner = crypto.randomUUID(), workflowId } = args;
  const { claimEffect } = await import("@/lib/services/effects/claim-effect");
  const { workspaceId } = texts.workspace;
  const effect = { kind: "sms", purpose: "marketing", to: contact.phone, body: "Hello Ada", ...given };
  const state = { contact, workspace: { id: workspaceId, name: "Test", timeZone: "UTC" }, run: { workflowId } };
  return claimEffect({
    ctx,
    key,
    effect: effect as SmsEffect,
    state: state as unknown as RunState,
    runId: null as never,
    nodeId: "n1",
    owner,
  });
}

/** Claims, performs and settles one text like a visit of a node. `crash`: the process dies after the provider answered. */
export async function sendText(args: {
  contact: Contact;
  given?: Given;
  key?: string;
  workflowId?: string;
  crash?: boolean;
}): Promise<EffectOutcome> {
  const owner = crypto.randomUUID();
  const claim = await asWorker((ctx) => claimText({ ctx, owner, ...args }));
  if (!claim.claimed) return claim.outcome;
  const { performEffect } = await import("@/lib/services/effects/perform-effect");
  const { settleEffect } = await import("@/lib/services/effects/settle-effect");
  const { workspaceId } = texts.workspace;
  const { effectId } = claim;
  const outcome = await performEffect({ workspaceId, effectId, owner });
  if (!args.crash) await asWorker((ctx) => settleEffect({ ctx, effectId, owner, outcome }));
  return outcome;
}

/** The form post Twilio would make, signed as it signs. */
export function twilioPost(args: {
  params: Record<string, string>;
  query?: string;
  token?: string;
  connectionId?: string;
}): { path: string; body: string; signature: string } {
  const { params, query = "", token = TOKEN, connectionId = texts.connectionId } = args;
  const path = `/api/webhooks/twilio/${connectionId}${query}`;
  const all = { AccountSid: ACCOUNT, ...params };
  const signature = twilio.getExpectedTwilioSignature(token, `${ORIGIN}${path}`, all);
  return { path, body: new URLSearchParams(all).toString(), signature };
}

/** Hands a form post to the route. */
export async function post({ path, body, signature }: { path: string; body: string; signature: string | null }) {
  const { POST } = await import("@/app/api/webhooks/twilio/[connection]/route");
  const url = new URL(path, ORIGIN);
  const connection = url.pathname.split("/").at(-1) as string;
  return POST(
    new Request(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...(signature === null ? {} : { "x-twilio-signature": signature }),
      },
    }),
    { params: Promise.resolve({ connection }) },
  );
}

let sids = 0;
export const freshSid = () => `SM${String(++sids).padStart(32, "0")}`;

/** A text from a number, as Twilio would hand it in. */
export const fromPhone = (args: { from: string; text: string; whatsapp?: boolean; sid?: string; more?: object }) => {
  const { from, text, whatsapp, sid = freshSid(), more } = args;
  const prefix = whatsapp ? "whatsapp:" : "";
  return post(
    twilioPost({
      params: {
        MessageSid: sid,
        SmsStatus: "received",
        From: `${prefix}${from}`,
        To: `${prefix}${whatsapp ? WHATSAPP_FROM : FROM}`,
        Body: text,
        ...more,
      },
    }),
  );
};

/** Every message of the workspace, oldest first. */
export const stored = () =>
  texts.admin`select * from public.messages where workspace_id = ${texts.workspace.workspaceId} order by created_at, id`;

export async function pass(interval: string): Promise<void> {
  await texts.admin`update private.clock set shift = shift + ${interval}::interval`;
}
