import type { RunAction } from "@/lib/api/contracts/run-actions";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { getRunAction } from "@/lib/services/run-actions/get-run-action";

/** Does it to no further run. @throws AppError 409 when it has ended; 404 */
export async function cancelRunAction({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<RunAction> {
  const found = await getRunAction({ ctx, input });
  const { numUpdatedRows } = await ctx.db
    .updateTable("run_actions")
    .set({ status: "cancelled", ended_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError("conflict", `This has already ended: ${found.status}.`);
  return getRunAction({ ctx, input });
}
