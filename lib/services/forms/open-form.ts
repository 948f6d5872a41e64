import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import type { FormContent } from "@/lib/forms";
import { loadVersion } from "@/lib/services/forms/load-version";

export interface OpenForm {
  name: string;
  versionId: string;
  content: FormContent;
}

/**
 * What a visitor gets of a form right now.
 * @throws AppError 404 when it does not exist or was never published, 410 when it was taken offline
 */
export async function openForm({ ctx, formId }: { ctx: ServiceContext; formId: string }): Promise<OpenForm> {
  const form = await ctx.db
    .selectFrom("forms")
    .select(["name", "status", "published_version_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", formId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!form?.published_version_id) throw notFound("form");
  if (form.status !== "published") throw new AppError("gone", "This form is closed and takes no more answers.");
  return {
    name: form.name,
    versionId: form.published_version_id,
    content: await loadVersion({ ctx, versionId: form.published_version_id }),
  };
}
