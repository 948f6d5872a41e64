import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** Deletes a form: its page answers "not found" from now on, its submissions stay. @throws AppError 404 */
export async function removeForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.remove>;
}): Promise<Answer<typeof forms.remove>> {
  const result = await ctx.db
    .updateTable("forms")
    .set({ deleted_at: ctx.now, status: "draft" })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw notFound("form");
  return { deleted: true };
}
