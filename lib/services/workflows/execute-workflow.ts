import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { decisionRows, presentDecision } from "@/lib/services/workflows/list-decisions";

type Execute = typeof workflowRuns.execute;

/**
 * Asks for one contact to enter a workflow. The request becomes an activity, which takes the same path as every other:
 * entry rules decide, right after the commit.
 * @throws AppError 409 when the workflow was never published or is archived; 422 when there is no such contact; 404
 */
export async function executeWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Execute>;
}): Promise<Answer<Execute>> {
  const workflow = await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: workflow.id, to: "publish" });
  if (workflow.status === "archived")
    throw new AppError("conflict", "This workflow is archived. Publish it again first.");
  if (!workflow.published_version_id) throw new AppError("conflict", "This workflow has not been published yet.");
  const contact = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    .$if(input.contact_id !== undefined, (query) => query.where("id", "=", input.contact_id as string))
    .$if(input.email !== undefined, (query) => query.where("email", "=", input.email as string))
    .executeTakeFirst();
  if (!contact)
    throw input.contact_id !== undefined
      ? invalid("contact_id", "There is no such contact.")
      : invalid("email", "No contact has this address.");
  await ctx.db
    .insertInto("enrolment_requests")
    .values({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      workflow_id: workflow.id,
      contact_id: contact.id,
      data: input.data,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  const activityId = (await ctx.recorded()).at(-1);
  if (!activityId) throw new Error("The request left no activity.");
  return { activity_id: activityId, contact_id: contact.id, decision: null };
}

/** Adds what the dispatch after the commit has decided. */
export async function withDecision({
  ctx,
  answer,
}: {
  ctx: ServiceContext;
  answer: Answer<Execute>;
}): Promise<Answer<Execute>> {
  const row = await decisionRows(ctx)
    .where("d.activity_id", "=", answer.activity_id)
    .where("d.contact_id", "=", answer.contact_id)
    .executeTakeFirst();
  return row ? { ...answer, decision: presentDecision(row) } : answer;
}
