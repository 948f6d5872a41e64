import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import type { Answers, FormContent } from "@/lib/forms";
import { contactByEmail } from "@/lib/services/contacts/find-submitter";
import { upsertFromSubmission } from "@/lib/services/contacts/upsert-from-submission";
import { judgeConsent } from "@/lib/services/submissions/judge-consent";

export interface Submission {
  formId: string;
  /** The version that was filled in. */
  version: { id: string; content: FormContent };
  /** The same text means the same submission, which is then kept once. */
  nonce: string;
  answers: Answers;
  consentGiven: boolean;
  utm: Record<string, string>;
  referrer: string | null;
  ip: string | null;
  userAgent: string | null;
}

/**
 * Keeps a submission, its contact, consent and activities in the transaction of the caller. Answers were checked before.
 * @returns the submission's id, and whether it had been sent before
 * @throws AppError 404 when the form is gone, 410 when it is not online
 */
export async function acceptSubmission({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Submission;
}): Promise<{ id: string; repeated: boolean }> {
  const { formId, version, answers } = input;
  const email = answerFor({ content: version.content, answers, target: "email" });
  const phone = answerFor({ content: version.content, answers, target: "phone" });
  const [facts, known] = await lookAround({ ctx, formId, nonce: input.nonce, email, phone });
  if (!facts) throw notFound("form");
  if (facts.before) return { id: facts.before, repeated: true };
  if (facts.status !== "published") throw new AppError("gone", "This form is closed and takes no more answers.");
  const touch = { form_id: formId, at: ctx.now, utm: input.utm, referrer: input.referrer };
  const submitter = await upsertFromSubmission({ ctx, content: version.content, answers, touch, known });
  const consent = version.content.consent;
  const proof = await judgeConsent({
    ctx,
    consent,
    given: input.consentGiven,
    submitter,
    email,
    suppressed: facts.suppressed,
  });
  const id = ctx.newId();
  // In one round trip, in this order: the timeline tells of the agreement before the form.
  await Promise.all([
    submitter && proof?.recorded ? writeConsent({ ctx, contactId: submitter.id, consent, input }) : null,
    ctx.db
      .insertInto("submissions")
      .values({
        id,
        workspace_id: ctx.workspaceId,
        form_id: formId,
        version_id: version.id,
        contact_id: submitter?.id ?? null,
        nonce: input.nonce,
        answers,
        differs: submitter?.differs ?? {},
        consent: proof,
        utm: input.utm,
        referrer: input.referrer,
        ip: input.ip,
        user_agent: input.userAgent,
      })
      .execute(),
  ]);
  return { id, repeated: false };
}

type Place = { ctx: ServiceContext; formId: string; nonce: string; email: string | null; phone: string | null };

/**
 * The submitter's lock, and what is known once it is held, in one round trip: sent together, run in order. Each statement sees
 * what was committed before it, so of two equal submissions the second finds the first, and one new address makes one contact.
 */
async function lookAround({ ctx, formId, nonce, email, phone }: Place) {
  const { workspaceId } = ctx;
  const [, facts, known] = await Promise.all([
    sql`select pg_advisory_xact_lock(hashtextextended(${`submitter:${workspaceId}:${email ?? phone ?? nonce}`}, 0))`.execute(
      ctx.db,
    ),
    sql<{ status: string; before: string | null; suppressed: boolean }>`
      select f.status,
        (select s.id from submissions s where s.workspace_id = f.workspace_id and s.form_id = f.id and s.nonce = ${nonce}) as before,
        exists (select 1 from suppressions u where u.workspace_id = f.workspace_id and u.channel = 'email' and u.address = ${email}) as suppressed
      from forms f where f.workspace_id = ${workspaceId} and f.id = ${formId} and f.deleted_at is null`.execute(ctx.db),
    email ? contactByEmail({ ctx, email }) : undefined,
  ]);
  return [facts.rows[0], known] as const;
}

function writeConsent({
  ctx,
  contactId,
  consent,
  input,
}: {
  ctx: ServiceContext;
  contactId: string;
  consent: FormContent["consent"];
  input: Submission;
}) {
  return ctx.db
    .insertInto("contact_consents")
    .values({
      workspace_id: ctx.workspaceId,
      contact_id: contactId,
      channel: consent.channel,
      status: "granted",
      text: consent.text,
      source: `form:${input.formId}`,
      ip: input.ip,
      user_agent: input.userAgent,
    })
    .execute();
}

function answerFor({
  content,
  answers,
  target,
}: {
  content: FormContent;
  answers: Answers;
  target: "email" | "phone";
}): string | null {
  const field = content.fields.find((one) => one.maps_to === target);
  const value = field ? answers[field.key] : undefined;
  return typeof value === "string" ? value : null;
}
