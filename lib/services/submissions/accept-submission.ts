import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import type { Answers, FormContent } from "@/lib/forms";
import { upsertFromSubmission } from "@/lib/services/contacts/upsert-from-submission";
import { recordConsent } from "@/lib/services/submissions/record-consent";

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
  // Sent together and run in order. Each sees what was committed before the lock was got: of two equal submissions the
  // second finds the first, and of two new people with one address only one is made.
  const [, form, before] = await Promise.all([
    sql`select pg_advisory_xact_lock(hashtextextended(${`submitter:${ctx.workspaceId}:${email ?? phone ?? input.nonce}`}, 0))`.execute(
      ctx.db,
    ),
    ctx.db
      .selectFrom("forms")
      .select(["status", "published_version_id"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", formId)
      .where("deleted_at", "is", null)
      .executeTakeFirst(),
    ctx.db
      .selectFrom("submissions")
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("form_id", "=", formId)
      .where("nonce", "=", input.nonce)
      .executeTakeFirst(),
  ]);
  if (!form) throw notFound("form");
  if (before) return { id: before.id, repeated: true };
  if (form.status !== "published") throw new AppError("gone", "This form is closed and takes no more answers.");
  const touch = { form_id: formId, at: ctx.now, utm: input.utm, referrer: input.referrer };
  const submitter = await upsertFromSubmission({ ctx, content: version.content, answers, touch });
  const proof = await recordConsent({
    ctx,
    consent: version.content.consent,
    given: input.consentGiven,
    submitter,
    email,
    formId,
    ip: input.ip,
    userAgent: input.userAgent,
  });
  const id = ctx.newId();
  await ctx.db
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
    .execute();
  return { id, repeated: false };
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
