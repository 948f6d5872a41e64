import { sql } from "kysely";
import type { consentReasons } from "@/lib/api/contracts/submissions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { FormContent } from "@/lib/forms";
import type { Submitter } from "@/lib/services/contacts/upsert-from-submission";
import { lockConsent } from "@/lib/services/messages/lock-consent";

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
  /** Nothing is sent to that address any more. */
  suppressed: boolean;
}

/**
 * Whether the visitor's agreement goes onto the contact (`recorded`). A form never lifts a "no": after an unsubscribe, a
 * suppression or do-not-contact the agreement stays as proof on the submission, with the reason.
 * @returns null when the form asks for no consent
 */
export async function judgeConsent(args: Args): Promise<Proof | null> {
  const { ctx, consent, given } = args;
  if (consent.mode === "none") return null;
  const reason = await refusal(args);
  return {
    mode: consent.mode,
    channel: consent.channel,
    given,
    text: consent.text,
    at: ctx.now,
    recorded: reason === null,
    reason,
  };
}

async function refusal({ ctx, consent, given, submitter, email, suppressed }: Args): Promise<Proof["reason"]> {
  if (!given) return "not_given";
  if (!submitter || !email || submitter.email !== email) return "no_email";
  if (submitter.doNotContact) return "do_not_contact";
  if (suppressed) return "suppressed";
  if (submitter.isNew) return null;
  const [, { rows }] = await Promise.all([
    lockConsent({ ctx, contactId: submitter.id }),
    sql<{ suppressed: boolean; status: string | null; text: string | null }>`
      select exists (select 1 from suppressions s where s.workspace_id = ${ctx.workspaceId} and s.channel = ${consent.channel} and s.address = ${email}) as suppressed,
        c.status, c.text
      from (select 1) one left join lateral (select status, text from contact_consents where workspace_id = ${ctx.workspaceId}
        and contact_id = ${submitter.id} and channel = ${consent.channel} order by seq desc limit 1) c on true`.execute(
      ctx.db,
    ),
  ]);
  const now = rows[0];
  if (now?.suppressed) return "suppressed";
  if (now?.status === "unsubscribed") return "unsubscribed";
  if (now?.status === "denied") return "denied";
  return now?.status === "granted" && now.text === consent.text ? "already_granted" : null;
}
