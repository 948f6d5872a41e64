import { Webhook } from "standardwebhooks";
import { z } from "zod";

/** A report of Resend about one mail, as its own id names it. Other kinds of events are `other`. */
export type ResendReport =
  | { kind: "delivered" | "complained"; emailId: string; at: string }
  | { kind: "bounced"; emailId: string; at: string; hard: boolean; reason: string }
  | { kind: "failed"; emailId: string; at: string; reason: string }
  | { kind: "other" };

/** The form of the three headers (docs.svix.com/receiving/verifying-payloads/how-manual): the library alone would read past what follows a number. */
const headerForms = {
  "svix-id": /^[\w.-]{1,200}$/,
  "svix-timestamp": /^\d{10}$/,
  "svix-signature": /^v1,[A-Za-z0-9+/]{43}=( v\d[a-z]?,[A-Za-z0-9+/=]{1,200}){0,9}$/,
} as const;

const mail = z.object({ email_id: z.string().min(1).max(200) });
const event = z.object({ type: z.string(), created_at: z.string(), data: z.unknown() });
const bounce = z.object({
  bounce: z.object({ type: z.string().optional(), subType: z.string().optional(), message: z.string().optional() }),
});
const refusal = z.object({
  failed: z.object({ reason: z.string() }).optional(),
  suppressed: z.object({ message: z.string().optional(), type: z.string().optional() }).optional(),
});

/**
 * Reads a webhook of Resend: Svix signature over id, time and the raw body, at most five minutes old, in constant time.
 * Anything missing, wrong or unreadable is null: the caller refuses it. `id` is the delivery's, the same for each repeat.
 */
export function readResendWebhook(args: {
  secret: string;
  headers: Headers;
  body: Buffer;
}): { id: string; report: ResendReport } | null {
  const { secret, headers, body } = args;
  const given: Record<string, string> = {};
  for (const [name, form] of Object.entries(headerForms)) {
    const value = headers.get(name) ?? "";
    if (!form.test(value)) return null;
    given[name.replace("svix-", "webhook-")] = value;
  }
  const text = body.toString("utf8");
  // Bytes that are no text would be mended on the way, and no longer be what was signed.
  if (!Buffer.from(text, "utf8").equals(body)) return null;
  try {
    const payload = new Webhook(secret).verify(text, given);
    return { id: given["webhook-id"] as string, report: reportOf(payload) };
  } catch {
    return null;
  }
}

function reportOf(payload: unknown): ResendReport {
  const read = event.safeParse(payload);
  const about = mail.safeParse(read.data?.data);
  if (!read.success || !about.success || Number.isNaN(Date.parse(read.data.created_at))) return { kind: "other" };
  const { type, created_at, data } = read.data;
  const known = { emailId: about.data.email_id, at: new Date(created_at).toISOString() };
  switch (type) {
    case "email.delivered":
      return { ...known, kind: "delivered" };
    case "email.complained":
      return { ...known, kind: "complained" };
    case "email.bounced": {
      const { type: hardness, message = "" } = bounce.safeParse(data).data?.bounce ?? {};
      // resend.com/docs/dashboard/emails/email-bounces: Permanent, Transient and Undetermined; only the first is the address's fault.
      return { ...known, kind: "bounced", hard: hardness === "Permanent", reason: message.slice(0, 500) };
    }
    case "email.failed":
    case "email.suppressed": {
      const said = refusal.safeParse(data).data;
      const reason = said?.failed?.reason ?? said?.suppressed?.message ?? "Resend did not send this mail.";
      return { ...known, kind: "failed", reason: reason.slice(0, 500) };
    }
    default:
      return { kind: "other" };
  }
}
