import type { ServiceContext } from "@/lib/db/scoped";
import { startPosition } from "@/lib/engine/interpret";
import type { Position } from "@/lib/engine/transition";
import { advanceEvent, BULK_PRIORITY, type RuntimeEvent } from "@/lib/runtime";
import { bulkOf } from "@/lib/services/runs/bulk-of";
import type { Decision } from "@/lib/services/runs/decide-entries";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

/** What was decided about one activity; `run` is there for each yes. */
export interface Decided {
  activity: ActivityRow;
  entries: { decision: Decision; run: EnteredRun | null }[];
}

interface EnteredRun {
  id: string;
  tokenId: string;
  start: Position;
  /** The value of the event by which entries are told apart, if they are. */
  key: string | null;
}

/** Names the run of each yes, and lets later activities of the same batch see that the contact is inside. */
export function entriesOf({
  ctx,
  activity,
  decisions,
}: {
  ctx: ServiceContext;
  activity: ActivityRow;
  decisions: Decision[];
}): Decided["entries"] {
  return decisions.map((decision) => {
    const { candidate, nodeId } = decision;
    if (nodeId === null) return { decision, run: null };
    const key = reentryKey({ candidate, activity });
    const run = { id: ctx.newId(), tokenId: ctx.newId(), start: startPosition({ triggerNodeId: nodeId }), key };
    if (key !== null) candidate.enteredKeys.set(key, run.id);
    candidate.insideRunId = run.id;
    candidate.lastEnteredAt = ctx.now;
    return { decision, run };
  });
}

/** Writes decisions, and for each yes the run with its first token. Returns the events that set them going. */
export async function enterRuns({
  ctx,
  subjectId,
  decided,
}: {
  ctx: ServiceContext;
  subjectId: string;
  decided: Decided[];
}): Promise<RuntimeEvent[]> {
  if (decided.length === 0) return [];
  const { workspaceId, now } = ctx;
  const all = decided.flatMap(({ activity, entries }) => entries.map((entry) => ({ ...entry, activity })));
  const entered = all.flatMap(({ activity, decision, run }) =>
    run ? [{ activity, candidate: decision.candidate, versionId: versionOf(decision), run }] : [],
  );
  const writes: Promise<unknown>[] = [];
  if (entered.length > 0) {
    const runs = entered.map(({ activity, candidate, versionId, run }) => ({
      id: run.id,
      workspace_id: workspaceId,
      workflow_id: candidate.workflowId,
      version_id: versionId,
      entry_key: `activity:${activity.id}`,
      root_run_id: run.id,
      subject_id: subjectId,
      contact_id: subjectId,
      trigger: factsOf(activity),
      reentry_key: run.key,
      bulk_enrolment_id: bulkOf(activity),
      depth: activity.depth,
      started_at: now,
      created_at: now,
    }));
    const tokens = entered.map(({ run: { id, tokenId, start } }) => ({
      id: tokenId,
      workspace_id: workspaceId,
      run_id: id,
      path: start.path,
      node_id: start.nodeId,
      visit: start.visit,
      ready_at: now,
      // The event goes out right after the commit; if it is lost, the sweeper misses it half a minute later.
      sent_at: now,
    }));
    // Sent in this order on one connection, so a token finds its run.
    writes.push(ctx.db.insertInto("workflow_runs").values(runs).execute());
    writes.push(ctx.db.insertInto("workflow_tokens").values(tokens).execute());
  }
  const rows = all.map(({ activity, decision, run }) => ({
    id: ctx.newId(),
    workspace_id: workspaceId,
    workflow_id: decision.candidate.workflowId,
    version_id: versionOf(decision),
    activity_id: activity.id,
    contact_id: subjectId,
    run_id: run?.id ?? null,
    entered: run !== null,
    rule: decision.rule,
    reason: decision.reason,
    detail: decision.detail,
    bulk_enrolment_id: bulkOf(activity),
    created_at: now,
  }));
  writes.push(ctx.db.insertInto("entry_decisions").values(rows).execute());
  await Promise.all(writes);
  return entered.map(({ activity, run: { id, tokenId, start } }) =>
    advanceEvent({
      workspaceId,
      runId: id,
      tokenId,
      epoch: 1,
      nodeId: start.nodeId,
      visit: start.visit,
      priority: bulkOf(activity) ? BULK_PRIORITY : 0,
    }),
  );
}

const versionOf = ({ versionId, candidate }: Decision): string => versionId ?? candidate.versionId;
