import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { type WorkflowRow, workflowRows } from "@/lib/services/workflows/present";

/**
 * A workflow row of this workspace. `lock` holds it until the end of the transaction, so that two saves queue up; only those
 * who may change the workflow can. @throws AppError 404, also for an id of another workspace; 403 for a lock that may not be
 */
export async function findWorkflow({
  ctx,
  id,
  lock = false,
}: {
  ctx: ServiceContext;
  id: string;
  lock?: boolean;
}): Promise<WorkflowRow> {
  const query = workflowRows(ctx).where("w.id", "=", id);
  const row = await (lock ? query.forUpdate("w") : query).executeTakeFirst();
  // Row-level security hides from a lock what may only be read.
  if (!row && lock) await requireAccess({ ctx, workflowId: id, to: "edit" });
  if (!row) throw notFound("workflow");
  return row;
}
