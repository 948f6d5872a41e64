import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { submissions } from "@/lib/api/contracts/submissions";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { readAnswers } from "@/lib/forms/answers";
import { loadVersion } from "@/lib/services/forms/load-version";
import { acceptSubmission } from "@/lib/services/submissions/accept-submission";
import { getSubmission } from "@/lib/services/submissions/get-submission";

/**
 * Takes a submission from a developer's own server: the rules of the hosted page without its spam guards.
 * @throws AppError 404, 410 when the form is not online, 422 naming `answers.<key>`
 */
export async function createSubmission({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof submissions.create>;
}): Promise<Answer<typeof submissions.create>> {
  const form = await ctx.db
    .selectFrom("forms")
    .select(["status", "published_version_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!form) throw notFound("form");
  if (form.status !== "published" || !form.published_version_id)
    throw new AppError("gone", "This form is not published, so it takes no answers.");
  const content = await loadVersion({ ctx, versionId: form.published_version_id });
  const keys = content.fields.map((field) => field.key);
  const unknown = Object.keys(input.answers).filter((key) => !keys.includes(key));
  const raw = { ...input.answers, _consent: input.consent };
  const { answers, errors, consentGiven } = readAnswers({ content, raw });
  const fields = [
    ...unknown.map((key) => ({ path: `answers.${key}`, message: "This form has no such field." })),
    ...Object.entries(errors).map(([key, message]) => ({
      path: key === "_consent" ? "consent" : `answers.${key}`,
      message,
    })),
  ];
  if (fields.length > 0) throw new AppError("validation", "Some answers are not valid.", { fields });
  const { id } = await acceptSubmission({
    ctx,
    input: {
      formId: input.id,
      version: { id: form.published_version_id, content },
      nonce: `api:${ctx.newId()}`,
      answers,
      consentGiven,
      utm: Object.fromEntries(Object.entries(input.utm).flatMap(([name, value]) => (value ? [[name, value]] : []))),
      referrer: input.referrer,
      ip: input.ip,
      userAgent: input.user_agent,
    },
  });
  return getSubmission({ ctx, input: { id } });
}
