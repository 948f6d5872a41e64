import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { type WorkflowRow, workflowRows } from "@/lib/services/workflows/present";

/**
 * A workflow row of this workspace. `lock` holds it until the end of the transaction, so that two saves queue up.
 * @throws AppError 404, also for an id of another workspace
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
  if (!row) throw notFound("workflow");
  return row;
}
