import type { BulkEnrolment } from "@/lib/api/contracts/enrolments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { getEnrolment } from "@/lib/services/enrolments/get-enrolment";

/** Asks nobody else in; who was asked already is still decided about. @throws AppError 409 when it has ended; 404 */
export async function cancelEnrolment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<BulkEnrolment> {
  const found = await getEnrolment({ ctx, input });
  await requireAccess({ ctx, workflowId: found.workflow_id, to: "publish" });
  const { numUpdatedRows } = await ctx.db
    .updateTable("bulk_enrolments")
    .set({ status: "cancelled", reason: "Cancelled by a member.", ended_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("status", "=", "running")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError("conflict", `This has already ended: ${found.status}.`);
  return getEnrolment({ ctx, input });
}
