import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

export const messageStatuses = [
  "queued",
  "sent",
  "delivered",
  "read",
  "bounced",
  "complained",
  "failed",
  "skipped",
  "unknown",
  "received",
] as const;

/** How often a person did it, and how often a machine: a scanner, a privacy proxy, a preview. */
const seen = z.object({ human: z.number(), machine: z.number() });

const person = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable();

export const messageSummary = z.object({
  id: z.string(),
  channel: z.enum(["email", "sms", "whatsapp", "call"]),
  purpose: z.enum(["marketing", "transactional"]),
  status: z.enum(messageStatuses),
  reason: z.string().nullable(),
  provider: z.string(),
  from_address: z.string().nullable(),
  to_address: z.string(),
  direction: z.enum(["outbound", "inbound"]),
  subject: z.string().nullable(),
  preview: z.string().nullable().describe("How a text message begins; null for email and calls."),
  cost: z
    .object({ micros: z.number(), currency: z.string() })
    .nullable()
    .describe("What the provider charged, in millionths of one unit of the currency; null while it is not known."),
  contact: person,
  run_id: z.string().nullable(),
  opens: seen,
  clicks: seen,
  sent_at: instant.nullable(),
  created_at: instant,
});

const message = messageSummary.extend({
  html: z.string().nullable(),
  text: z.string().nullable(),
  reply_to: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  provider_id: z.string().nullable(),
  events: z.array(
    z.object({
      type: z.string(),
      machine: z.boolean().describe("A mail program or scanner did it, no person."),
      occurred_at: instant,
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  links: z
    .array(z.object({ position: z.number(), url: z.string(), clicks: seen }))
    .describe("The tracked links, in the order of the mail."),
});

const mail = z.object({
  id: z.string(),
  message_id: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  status: z.enum(messageStatuses).nullable(),
  created_at: instant,
});

const openMail = mail.extend({
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  tracked: z.boolean().describe("Opens and clicks of this mail are seen."),
  opens: seen,
  clicks: seen,
  links: message.shape.links,
});

export const messages = {
  list: contract({
    method: "GET",
    path: "/messages",
    tag: "Messages",
    summary: "List messages, newest first",
    role: "viewer",
    scope: "messages:read",
    query: listQuery.extend({
      contact: z.uuid().optional(),
      run: z.uuid().optional(),
      status: z.enum(messageStatuses).optional(),
    }),
    response: listOf(messageSummary),
  }),
  get: contract({
    method: "GET",
    path: "/messages/{id}",
    tag: "Messages",
    summary: "Get a message with its rendered body and events",
    role: "viewer",
    scope: "messages:read",
    params: idParams,
    response: message,
  }),
  listMailbox: contract({
    method: "GET",
    path: "/mailbox",
    tag: "Messages",
    summary: "List what the built-in mailbox received (local email provider)",
    role: "viewer",
    scope: "messages:read",
    query: listQuery,
    response: listOf(mail),
  }),
  getMail: contract({
    method: "GET",
    path: "/mailbox/{id}",
    tag: "Messages",
    summary: "Open one mail of the built-in mailbox",
    role: "viewer",
    scope: "messages:read",
    params: idParams,
    response: openMail,
  }),
  reactMail: contract({
    method: "POST",
    path: "/mailbox/{id}/react",
    tag: "Messages",
    summary: "Do with a mail what its receiver would: open it, click a link, bounce it or mark it as spam",
    role: "editor",
    scope: "messages:write",
    params: idParams,
    body: z
      .strictObject({
        reaction: z.enum(["open", "click", "bounce", "complain"]),
        link: z.number().int().min(1).max(1000).optional().describe("The position of the link, for a click."),
      })
      .refine(({ reaction, link }) => (reaction === "click") === (link !== undefined), {
        path: ["link"],
        error: "Say which link for a click, and leave it out otherwise.",
      }),
    response: openMail,
  }),
};
