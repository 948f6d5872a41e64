import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { FormContent } from "@/lib/forms";
import { requireForm } from "@/lib/services/forms/form-rows";

type Change = { name?: string; draft?: FormContent; status?: "draft" | "published"; published_version_id?: string };

/**
 * Writes a form's row if it still has the revision the edit was based on; without one the last writer wins.
 * A changed name or draft raises the revision, going live or offline does not.
 * @throws AppError 404, or 409 `revision_conflict` with the present form in `details.current`
 */
export async function changeForm({
  ctx,
  id,
  ifMatch,
  change,
}: {
  ctx: ServiceContext;
  id: string;
  ifMatch?: number;
  change: Change;
}) {
  const edited = change.name !== undefined || change.draft !== undefined;
  const result = await ctx.db
    .updateTable("forms")
    .set((eb) => ({ ...change, ...(edited ? { revision: eb("revision", "+", 1) } : {}) }))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .$if(ifMatch !== undefined, (query) => query.where("revision", "=", ifMatch ?? 0))
    .executeTakeFirst();
  const current = await requireForm({ ctx, id });
  if (result.numUpdatedRows === 0n)
    throw new AppError("revision_conflict", "This form was changed meanwhile. Look at the newer version first.", {
      details: { current },
    });
  return current;
}
