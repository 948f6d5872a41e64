import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { workflowAccess } from "@/lib/services/collaborators/workflow-access";

/**
 * `edit`: the draft and what tests it. `publish`: also what counts at once, such as settings, pausing and enrolling. `share`:
 * who else may. A workflow that is not there passes: whoever looks for it says so.
 * @throws AppError 403 that says why, and whom to ask
 */
export async function requireAccess({
  ctx,
  workflowId,
  to,
}: {
  ctx: ServiceContext;
  workflowId: string;
  to: "edit" | "publish" | "share";
}): Promise<void> {
  const access = await workflowAccess({ ctx, workflowId });
  if (!access[to] && access.reason) throw new AppError("forbidden", access.reason);
}
