import { type RecordingResend, recordingResend } from "../support/recording-resend.ts";
import { type RecordingTwilio, recordingTwilio } from "../support/recording-twilio.ts";
import type { RunsHarness } from "../support/runs.ts";
import { type Receiver, receiver } from "./receiver.ts";

export interface Providers {
  resend: RecordingResend;
  twilio: RecordingTwilio;
  other: Receiver;
  /** How often each thing was done: `what ref`. */
  done: () => Map<string, number>;
  close: () => Promise<void>;
}

/** Starts the providers and names them to the product. Call it before anything reads the settings. */
export async function startProviders(): Promise<Providers> {
  const resend = await recordingResend();
  const twilio = await recordingTwilio();
  const other = await receiver();
  Object.assign(process.env, {
    RESEND_BASE_URL: resend.url,
    TWILIO_BASE_URL: twilio.url,
    EGRESS_ALLOW: `127.0.0.1:${other.port}`,
  });
  return {
    resend,
    twilio,
    other,
    done() {
      const all = new Map(other.done);
      const add = (thing: string) => all.set(thing, (all.get(thing) ?? 0) + 1);
      for (const { body } of resend.deliveries) add(`mail ${body.subject}`);
      for (const { form } of twilio.messages) add(`sms ${form.Body}`);
      return all;
    },
    close: async () => {
      for (const server of [resend, twilio, other]) await server.close();
    },
  };
}

/** Connects a workspace to them. Returns the id of a secret with the chat channel's address. */
export async function connectProviders({ h, other }: { h: RunsHarness; other: Receiver }): Promise<string> {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client, workspaceId } = h.workspace;
  await client(contracts.workspaces.update, {
    id: workspaceId,
    sender_name: "Ada",
    sender_email: "ada@sender.example",
    postal_address: "1 Test Road, Testville",
  });
  await client(contracts.connections.connect, { provider: "resend", api_key: "test-key-for-loopback" });
  await client(contracts.connections.connect, {
    provider: "twilio",
    account_sid: `AC${"0".repeat(32)}`,
    auth_token: "loopback-token",
    from_number: "+15550100200",
  });
  const value = `${other.url}/chat`;
  return (await client(contracts.secrets.create, { name: "Channel", hosts: ["127.0.0.1"], value })).id;
}

/** The five ways out, each saying the contact's first name, which is its reference. `what` tells one round from another. */
export function ways({ other, secretId, what = "" }: { other: Receiver; secretId: string; what?: string }) {
  const ref = `{{ contact.first_name }}${what}`;
  const settings = { retries: 6, onError: "continue" };
  const json = `{ "ref": {{ contact.first_name | append: "${what}" }} }`;
  return [
    { id: `mail${what}`, type: "send_email", config: { purpose: "transactional", subject: ref, body: "Hello" } },
    { id: `sms${what}`, type: "send_sms", config: { purpose: "transactional", body: ref } },
    { id: `post${what}`, type: "http_request", config: { url: `${other.url}/plain`, json, timeoutSeconds: 1 } },
    {
      id: `keyed${what}`,
      type: "http_request",
      config: { url: `${other.url}/keyed`, json, repeatSafe: true, timeoutSeconds: 1 },
    },
    { id: `chat${what}`, type: "send_chat_message", config: { platform: "slack", secretId, text: ref } },
  ].map((node) => ({ ...node, settings }));
}

/** What the recording servers call what a node of `ways` does for a contact. */
export const thingOf = ({ node, ref }: { node: string; ref: string }): string => {
  const [, way = "", what = ""] = /^([a-z]+)(.*)$/.exec(node) ?? [];
  const place = { mail: "mail", sms: "sms", post: "/plain", keyed: "/keyed", chat: "/chat" }[way];
  return `${place} ${ref}${what}`;
};
