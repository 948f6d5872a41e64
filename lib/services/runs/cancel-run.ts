import type { RunAnswer } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { closeRuns } from "@/lib/services/runs/close-runs";
import { getRun } from "@/lib/services/runs/get-run";
import { lockSubject } from "@/lib/services/runs/subject-lock";

/**
 * Stops a run for good, run and tokens in one. A message that is just being sent is completed in the ledger, but moves
 * nothing any more. @throws AppError 409 when the run has ended already; 404
 */
export async function cancelRun({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<RunAnswer> {
  const find = () =>
    ctx.db
      .selectFrom("workflow_runs")
      .select(["id", "status", "subject_id"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id);
  const found = await find().executeTakeFirst();
  if (!found) throw notFound("run");
  await lockSubject({ ctx, subjectId: found.subject_id });
  const run = await find().forUpdate().executeTakeFirstOrThrow();
  if (!["running", "waiting", "held"].includes(run.status))
    throw new AppError("conflict", `This run has already ended: ${run.status}.`);
  await closeRuns({ ctx, runIds: [run.id], status: "cancelled", reason: "Cancelled by a member." });
  return getRun({ ctx, input });
}
