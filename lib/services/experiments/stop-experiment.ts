import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { getExperiment } from "@/lib/services/experiments/get-experiment";

/** From now on everybody enters by the live version. @throws AppError 409 when it does not run; 404 */
export async function stopExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<ExperimentAnswer> {
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  if (row.status !== "running")
    throw new AppError(
      "conflict",
      row.status === "draft" ? "This experiment has not started." : "This experiment has been stopped already.",
    );
  await ctx.db
    .updateTable("experiments")
    .set({ status: "stopped", ended_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return getExperiment({ ctx, input });
}
