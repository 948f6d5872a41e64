import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";

/** Deletes a draft. @throws AppError 409 once it has started: what was measured is kept; 404 */
export async function deleteExperiment({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  if (row.status !== "draft")
    throw new AppError("conflict", "This experiment has started, so what it measured is kept. Stop it instead.");
  await ctx.db.deleteFrom("experiments").where("workspace_id", "=", ctx.workspaceId).where("id", "=", row.id).execute();
  return { deleted: true as const };
}
