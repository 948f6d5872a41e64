import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { enrolments } from "@/lib/api/contracts/enrolments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { enrolEvent, send } from "@/lib/runtime";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { countCandidates } from "@/lib/services/enrolments/count-people";
import { getEnrolment } from "@/lib/services/enrolments/get-enrolment";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { requireSegment } from "@/lib/services/workflows/require-segment";

type Create = typeof enrolments.create;

/**
 * Asks everybody who fits a filter into a live workflow. Answers at once; the people are asked in the background, in chunks.
 * @throws AppError 409 when the workflow is not live; 422 for a segment that is not there; 404
 */
export async function startEnrolment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Create>;
}): Promise<Answer<Create>> {
  const workflow = await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: workflow.id, to: "publish" });
  if (workflow.status !== "live" || !workflow.published_version_id)
    throw new AppError("conflict", `Only a live workflow takes people in; this one is ${workflow.status}.`);
  await requireSegment({ ctx, segmentId: input.filter.segment_id, path: "filter.segment_id" });
  const id = ctx.newId();
  await ctx.db
    .insertInto("bulk_enrolments")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: workflow.id,
      filter: input.filter as object,
      data: input.data,
      total: await countCandidates({ ctx, filter: input.filter }),
      // The event goes out right after the commit; if it is lost, the sweeper misses it half a minute later.
      sent_at: ctx.now,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  ctx.afterCommit(() => send([enrolEvent({ workspaceId: ctx.workspaceId, enrolmentId: id })]));
  return getEnrolment({ ctx, input: { id } });
}
