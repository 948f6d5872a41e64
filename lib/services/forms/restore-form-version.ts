import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { changeForm } from "@/lib/services/forms/change-form";
import { readContent } from "@/lib/services/forms/form-rows";

/** Makes a published version the draft; visitors keep what is online. @throws AppError 404, 409 */
export async function restoreFormVersion({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.restore>;
}): Promise<Answer<typeof forms.restore>> {
  const row = await ctx.db
    .selectFrom("form_versions")
    .select("content")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("form_id", "=", input.id)
    .where("number", "=", input.number)
    .executeTakeFirst();
  if (!row) throw notFound("version");
  return changeForm({ ctx, id: input.id, ifMatch: input.ifMatch, change: { draft: readContent(row.content) } });
}
