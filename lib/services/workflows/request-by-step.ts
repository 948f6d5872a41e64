import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { ChildEnd } from "@/lib/nodes/facts";

/**
 * Asks, for a step, that a contact enters another workflow: once per visit, by the path every request takes, so that the
 * entry rules and the loop guard decide. `ended` is what became of it when that is known already.
 * @param stepKey the visit, by its root run
 * @throws AppError 409 when the workflow is gone, was never published or is archived
 */
export async function requestByStep({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    workflowId: string;
    data: Record<string, unknown>;
    contactId: string;
    from: { workflowId: string; runId: string };
    stepKey: string;
  };
}): Promise<{ requestId: string; ended: ChildEnd | null }> {
  const { workspaceId, db } = ctx;
  const find = () =>
    db
      .selectFrom("enrolment_requests")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("step_key", "=", input.stepKey)
      .executeTakeFirst();
  const before = await find();
  if (before) return { requestId: before.id, ended: await endOf({ ctx, input, requestId: before.id }) };
  const workflow = await db
    .selectFrom("workflows")
    .select(["name", "status", "published_version_id"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", input.workflowId)
    .executeTakeFirst();
  if (!workflow) throw new AppError("conflict", "The workflow to start does not exist any more.");
  if (!workflow.published_version_id || workflow.status === "archived" || workflow.status === "draft")
    throw new AppError("conflict", `The workflow "${workflow.name}" is not live. Publish it first.`);
  const id = ctx.newId();
  await db
    .insertInto("enrolment_requests")
    .values({
      id,
      workspace_id: workspaceId,
      workflow_id: input.workflowId,
      contact_id: input.contactId,
      data: input.data,
      from_workflow_id: input.from.workflowId,
      from_run_id: input.from.runId,
      step_key: input.stepKey,
    })
    .execute();
  return { requestId: id, ended: null };
}

async function endOf({
  ctx,
  input,
  requestId,
}: {
  ctx: ServiceContext;
  input: { contactId: string };
  requestId: string;
}): Promise<ChildEnd | null> {
  const row = await ctx.db
    .selectFrom("activities")
    .select("data")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("subject_id", "=", input.contactId)
    .where("type", "=", "workflow.ended")
    .where(sql<boolean>`key = ${requestId}`)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { status, run_id, reason } = row.data as { status: ChildEnd["status"]; run_id: string | null; reason: string };
  return { status, runId: run_id, reason };
}
