import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { closeRuns } from "@/lib/services/runs/close-runs";
import { lockSubjects } from "@/lib/services/runs/subject-lock";

/** Why a run ends when its workflow is stopped and people are told to leave. */
export const LEFT_AT_STOP = "The workflow was stopped, and everybody inside left.";
/** Runs ended in one transaction. */
const CHUNK = 100;

/**
 * Ends runs of a workflow that was stopped so that people leave: one chunk in a transaction of its own. When none is left, the
 * order to leave is taken off the workflow. Whoever takes a step meanwhile leaves by himself. Returns how many runs ended.
 */
export async function leaveRuns({
  workspaceId,
  workflowId,
}: {
  workspaceId: string;
  workflowId: string;
}): Promise<number> {
  const { value, afterCommit } = await asWorker({ workspaceId, fn: (ctx) => leaveChunk({ ctx, workflowId }) });
  for (const hook of afterCommit) await hook();
  return value;
}

async function leaveChunk({ ctx, workflowId }: { ctx: ServiceContext; workflowId: string }): Promise<number> {
  const { workspaceId, db } = ctx;
  const { rows: found } = await sql<{ id: string; subject_id: string }>`
    select r.id, r.subject_id from public.workflow_runs r
      join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
     where r.workspace_id = ${workspaceId} and r.workflow_id = ${workflowId} and r.status in ('running', 'waiting', 'held')
       and r.started_at <= w.leave_before limit ${CHUNK}`.execute(db);
  if (found.length === 0) {
    // It may have been stopped anew since, with more people inside: only what was looked at is over.
    await sql`update public.workflows w set leave_before = null
     where w.workspace_id = ${workspaceId} and w.id = ${workflowId} and not exists (
       select from public.workflow_runs r where r.workspace_id = w.workspace_id and r.workflow_id = w.id
         and r.status in ('running', 'waiting', 'held') and r.started_at <= w.leave_before)`.execute(db);
    return 0;
  }
  await lockSubjects({ ctx, subjectIds: found.map((run) => run.subject_id) });
  const ids = found.map((run) => run.id);
  await sql`select from public.workflow_runs where workspace_id = ${workspaceId} and id = any (${ids}::uuid[])
    order by id for update`.execute(db);
  await closeRuns({ ctx, runIds: ids, status: "exited", reason: LEFT_AT_STOP });
  return ids.length;
}
