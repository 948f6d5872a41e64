import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { formProblems } from "@/lib/forms/problems";
import { changeForm } from "@/lib/services/forms/change-form";
import { readContent, requireForm } from "@/lib/services/forms/form-rows";

/**
 * Makes the draft what visitors get. Publishing an unchanged draft again puts the same version back online.
 * @throws AppError 404, 409 for a stale revision, 422 `not_publishable` naming `draft.fields.2.label`
 */
export async function publishForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.publish>;
}): Promise<Answer<typeof forms.publish>> {
  const { id, ifMatch } = input;
  // Two publishers at once would otherwise take the same number.
  const locked = await ctx.db
    .selectFrom("forms")
    .select(["draft", "revision", "published_version_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw notFound("form");
  if (ifMatch !== undefined && ifMatch !== locked.revision)
    throw new AppError(
      "revision_conflict",
      "This form was changed meanwhile. Look at the newer version before you publish it.",
      {
        details: { current: await requireForm({ ctx, id }) },
      },
    );
  const content = readContent(locked.draft);
  const problems = formProblems(content);
  if (problems.length > 0)
    throw new AppError(
      "not_publishable",
      problems.length === 1
        ? problems[0]!.message
        : `${problems.length} things are missing before this form can be published.`,
      { fields: problems },
    );
  const current = await requireForm({ ctx, id });
  if (!current.has_changes && locked.published_version_id)
    return changeForm({ ctx, id, change: { status: "published" } });
  const versionId = ctx.newId();
  await ctx.db
    .insertInto("form_versions")
    .values({
      id: versionId,
      workspace_id: ctx.workspaceId,
      form_id: id,
      number: sql<number>`(select coalesce(max(v.number), 0) + 1 from form_versions v where v.workspace_id = ${ctx.workspaceId} and v.form_id = ${id})`,
      content: locked.draft,
      note: input.note,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return changeForm({ ctx, id, change: { status: "published", published_version_id: versionId } });
}
