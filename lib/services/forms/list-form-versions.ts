import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { readContent, requireForm } from "@/lib/services/forms/form-rows";

/** Published versions of a form, newest first. @throws AppError 404 */
export async function listFormVersions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.versions>;
}): Promise<Answer<typeof forms.versions>> {
  const form = await requireForm({ ctx, id: input.id });
  const after = decodeCursor(input.cursor);
  const rows = await ctx.db
    .selectFrom("form_versions as v")
    .select(["v.id", "v.number", "v.note", "v.content", "v.created_at"])
    .where("v.workspace_id", "=", ctx.workspaceId)
    .where("v.form_id", "=", form.id)
    // Numbers rise with time and have the index: the cursor's instant is only its other half.
    .$if(after !== null, (query) =>
      query.where(
        "v.number",
        "<",
        sql<number>`(select b.number from form_versions b where b.workspace_id = ${ctx.workspaceId} and b.id = ${after?.id})`,
      ),
    )
    .orderBy("v.number", "desc")
    .limit(input.limit + 1)
    .execute();
  const live = form.status === "published" ? form.version : null;
  return page({
    rows: rows.map((row) => ({ ...row, content: readContent(row.content), live: row.number === live })),
    limit: input.limit,
  });
}
