import twilio from "twilio";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type RecordingOpenAi, recordingOpenAi } from "../../support/recording-openai.ts";
import { type RecordingTwilio, recordingTwilio } from "../../support/recording-twilio.ts";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

export const ACCOUNT = `AC${"0".repeat(32)}`;
export const TOKEN = "loopback-token";
export const FROM = "+15550100";

/** A workspace that calls through a recording Twilio and asks a recording model, for one test file. */
export const phone = {} as { h: RunsHarness; twilio: RecordingTwilio; openai: RecordingOpenAi; connectionId: string };

beforeAll(async () => {
  phone.twilio = await recordingTwilio();
  phone.openai = await recordingOpenAi();
  process.env.TWILIO_BASE_URL = phone.twilio.url;
  process.env.EGRESS_ALLOW = new URL(phone.openai.url).host;
  phone.h = await runsHarness();
  phone.connectionId = await connect({
    provider: "twilio",
    config: { account_sid: ACCOUNT, from_number: FROM },
    secret: { auth_token: TOKEN },
  });
  await connect({
    provider: "openai",
    config: { base_url: phone.openai.url, model: "gpt-4.1-mini" },
    secret: { api_key: "test-key-for-loopback" },
  });
});
afterAll(async () => {
  await phone.h.end();
  await phone.twilio.close();
  await phone.openai.close();
});
beforeEach(() => {
  const { requests, calls, faults } = phone.twilio;
  for (const list of [requests, calls, faults, phone.openai.requests, phone.openai.answers]) list.length = 0;
});

/** Stores a connection as the connections page would. */
async function connect(args: { provider: string; config: Record<string, string>; secret: Record<string, string> }) {
  const { encryptSecret } = await import("@/lib/secrets");
  const { sql, workspace } = phone.h;
  const id = crypto.randomUUID();
  const secret = encryptSecret({ plain: JSON.stringify(args.secret), boundTo: `${workspace.workspaceId}/${id}` });
  await sql`insert into public.connections (id, workspace_id, provider, name, secret, config)
    values (${id}, ${workspace.workspaceId}, ${args.provider}, 'Test', ${secret}, ${sql.json(args.config)})`;
  return id;
}

let numbers = 0;

/** A workflow that calls; a contact has entered it and the call is placed unless a fault was prepared. */
export async function calling(config: Record<string, unknown> = {}, settings: Record<string, unknown> = {}) {
  const { h } = phone;
  const tag = `call-${crypto.randomUUID()}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      {
        id: "c",
        type: "ai_call",
        config: {
          purpose: "transactional",
          script: "Ask whether the quote arrived.",
          firstLine: "It is about your quote, {{ contact.first_name }}.",
          see: [{ field: "first_name" }],
          maxMinutes: 2,
          ...config,
        },
        settings,
      },
      ...["answered", "missed", "busy", "failed", "voicemail"].map((outlet) => ({
        id: outlet,
        type: "add_tag",
        config: { tag: `was-${outlet}` },
      })),
    ],
    edges: [
      "t -> c",
      ...["answered", "missed", "busy", "failed", "voicemail"].map((outlet) => `c.${outlet} -> ${outlet}`),
    ],
  });
  numbers += 1;
  const [clock] = await h.sql`select private.now() as now`;
  phone.twilio.now = () => clock!.now as Date;
  const number = `+1555020${String(numbers).padStart(4, "0")}`;
  const contact = await h.addContact({ first_name: "Ada & <Co>", phone: number, company: "Secret Ltd" });
  await h.addTag(contact, tag);
  await h.drain();
  const run = async () => (await h.runs(id))[0]!;
  return {
    contact,
    number,
    run,
    step: async () => (await h.steps((await run()).id as string)).find((step) => step.node_id === "c")!,
    row: async () =>
      (await h.sql`select * from public.calls where contact_id = ${contact} order by created_at desc limit 1`)[0]!,
    activities: async () =>
      await h.sql`select type, key, data from public.activities where subject_id = ${contact} and type like 'call.%' order by seq`,
    effect: async () =>
      (
        await h.sql`select e.* from public.effects e join public.calls c on c.id = e.id where c.contact_id = ${contact}`
      )[0]!,
  };
}

/** What Twilio would send next about its latest call, or to an address it was given. Signed unless another token is used. */
export async function webhook(args: {
  to?: string;
  step?: "answer" | "status";
  form?: Record<string, string>;
  token?: string;
  call?: number;
}) {
  const { POST } = await import("@/app/api/webhooks/twilio/[connection]/voice/[step]/route");
  const call = phone.twilio.calls.at(args.call ?? -1);
  const given = args.to ?? String(args.step === "answer" ? call?.form.Url : call?.form.StatusCallback);
  const base = process.env.LEADLOOM_URL as string;
  const url = new URL(given, base).href;
  const form = { AccountSid: ACCOUNT, CallSid: call?.sid ?? "", ...args.form };
  const signature = twilio.getExpectedTwilioSignature(args.token ?? TOKEN, url, form);
  const [, connection, step] = /twilio\/([^/]+)\/voice\/([^/?]+)/.exec(url) ?? [];
  const response = await POST(
    new Request(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature },
      body: new URLSearchParams(form),
    }),
    { params: Promise.resolve({ connection: connection ?? "", step: step ?? "" }) },
  );
  const text = await response.text();
  const action = /action="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
  return { status: response.status, text, action };
}
