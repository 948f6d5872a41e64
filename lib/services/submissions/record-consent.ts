import { sql } from "kysely";
import type { consentReasons } from "@/lib/api/contracts/submissions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { FormContent } from "@/lib/forms";
import type { Submitter } from "@/lib/services/contacts/upsert-from-submission";
import { lockConsent } from "@/lib/services/messages/may-email";

export interface Proof {
  mode: "box" | "notice";
  channel: string;
  given: boolean;
  text: string;
  at: string;
  recorded: boolean;
  reason: (typeof consentReasons)[number] | null;
}

interface Args {
  ctx: ServiceContext;
  consent: FormContent["consent"];
  given: boolean;
  /** Null when the submission made no contact. */
  submitter: Submitter | null;
  /** The address in the answers; consent is for this one only. */
  email: string | null;
  formId: string;
  ip: string | null;
  userAgent: string | null;
}

/**
 * Puts the visitor's agreement on the contact, with the words shown. A form never lifts a "no": after an unsubscribe, a
 * suppression or do-not-contact the agreement stays as proof on the submission, with the reason.
 * @returns null when the form asks for no consent
 */
export async function recordConsent(args: Args): Promise<Proof | null> {
  const { ctx, consent, given } = args;
  if (consent.mode === "none") return null;
  const proof = { mode: consent.mode, channel: consent.channel, given, text: consent.text, at: ctx.now };
  const reason = await refusal(args);
  if (reason === null)
    await ctx.db
      .insertInto("contact_consents")
      .values({
        workspace_id: ctx.workspaceId,
        contact_id: args.submitter?.id as string,
        channel: consent.channel,
        status: "granted",
        text: consent.text,
        source: `form:${args.formId}`,
        ip: args.ip,
        user_agent: args.userAgent,
      })
      .execute();
  return { ...proof, recorded: reason === null, reason };
}

async function refusal({ ctx, consent, given, submitter, email }: Args): Promise<Proof["reason"]> {
  if (!given) return "not_given";
  if (!submitter || !email || submitter.email !== email) return "no_email";
  if (submitter.doNotContact) return "do_not_contact";
  if (!submitter.isNew) await lockConsent({ ctx, contactId: submitter.id });
  const { rows } = await sql<{ suppressed: boolean; status: string | null; text: string | null }>`
    select exists (select 1 from suppressions s where s.workspace_id = ${ctx.workspaceId} and s.channel = ${consent.channel} and s.address = ${email}) as suppressed,
      c.status, c.text
    from (select 1) one left join lateral (select status, text from contact_consents where workspace_id = ${ctx.workspaceId}
      and contact_id = ${submitter.id} and channel = ${consent.channel} order by seq desc limit 1) c on true`.execute(
    ctx.db,
  );
  const now = rows[0];
  if (now?.suppressed) return "suppressed";
  if (now?.status === "unsubscribed") return "unsubscribed";
  if (now?.status === "denied") return "denied";
  return now?.status === "granted" && now.text === consent.text ? "already_granted" : null;
}
