import type { ServiceContext } from "@/lib/db/scoped";
import { startPosition } from "@/lib/engine/interpret";
import { advanceEvent, type RuntimeEvent } from "@/lib/runtime";
import type { Decision } from "@/lib/services/runs/decide-entries";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

/** Writes decisions, and for each yes the run with its first token. Returns the events that set them going. */
export async function enterRuns(args: {
  ctx: ServiceContext;
  activity: ActivityRow;
  subjectId: string;
  decisions: Decision[];
}): Promise<RuntimeEvent[]> {
  const { ctx, activity, subjectId, decisions } = args;
  const { workspaceId, now } = ctx;
  const entries = decisions.flatMap((decision) => {
    if (decision.nodeId === null) return [];
    const { candidate } = decision;
    const runId = ctx.newId();
    candidate.insideRunId = runId;
    candidate.lastEnteredAt = now;
    return [
      { decision, candidate, runId, tokenId: ctx.newId(), start: startPosition({ triggerNodeId: decision.nodeId }) },
    ];
  });
  const runOf = new Map(entries.map((entry) => [entry.decision, entry.runId]));
  const writes: Promise<unknown>[] = [];
  if (entries.length > 0) {
    const runs = entries.map(({ candidate, runId }) => ({
      id: runId,
      workspace_id: workspaceId,
      workflow_id: candidate.workflowId,
      version_id: candidate.versionId,
      entry_key: `activity:${activity.id}`,
      root_run_id: runId,
      subject_id: subjectId,
      contact_id: subjectId,
      trigger: factsOf(activity),
      depth: activity.depth,
      started_at: now,
      created_at: now,
    }));
    const tokens = entries.map(({ runId, tokenId, start }) => ({
      id: tokenId,
      workspace_id: workspaceId,
      run_id: runId,
      path: start.path,
      node_id: start.nodeId,
      visit: start.visit,
      ready_at: now,
      // The event goes out right after the commit; if it is lost, the sweeper misses it half a minute later.
      sent_at: now,
    }));
    writes.push(ctx.db.insertInto("workflow_runs").values(runs).execute());
    writes.push(ctx.db.insertInto("workflow_tokens").values(tokens).execute());
  }
  const rows = decisions.map((decision) => ({
    id: ctx.newId(),
    workspace_id: workspaceId,
    workflow_id: decision.candidate.workflowId,
    version_id: decision.candidate.versionId,
    activity_id: activity.id,
    contact_id: subjectId,
    run_id: runOf.get(decision) ?? null,
    entered: decision.nodeId !== null,
    rule: decision.rule,
    reason: decision.reason,
    detail: decision.detail,
    created_at: now,
  }));
  writes.push(ctx.db.insertInto("entry_decisions").values(rows).execute());
  await Promise.all(writes);
  return entries.map(({ runId, tokenId, start }) =>
    advanceEvent({ workspaceId, runId, tokenId, epoch: 1, nodeId: start.nodeId, visit: start.visit, priority: 0 }),
  );
}
