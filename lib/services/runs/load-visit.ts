import { sql } from "kysely";
import type { Condition } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import { visitKey } from "@/lib/engine/path";
import type { ForkView, LiveToken, RunView } from "@/lib/engine/transition";
import type { ContactFacts, Resumed, TriggerFacts } from "@/lib/nodes/facts";
import { contactJson } from "@/lib/services/runs/contact-facts";
import type { BusinessHours } from "@/lib/time/business-hours";

export interface VisitToken extends LiveToken {
  epoch: number;
  lease_id: string | null;
  lease_run: string | null;
  lease_over: boolean;
  held_by: HeldBy | null;
  held_at: string | null;
  ready_at: string;
  overdue: boolean;
}

/** Why a token stands still: its workflow is paused, the workspace is stopped, or an earlier run of the contact goes first. */
export type HeldBy = "pause" | "stop" | "serial";

export interface VisitStep {
  path: string;
  node_id: string;
  node_key: string;
  visit: number;
  status: string;
  output: Record<string, unknown>;
  attempts: number;
  started_at: string;
  token_id: string;
}

/** Of a workflow's settings what a visit looks at; what is missing means the default. */
export interface WorkflowBehaviour {
  goal?: { name: string; condition: Condition } | null;
  exit?: { name: string; condition: Condition } | null;
  serial?: "off" | "workflow" | "workspace";
}

/** A run as one visit needs it, read under the contact's lock with the run's row held. */
export interface LoadedVisit {
  id: string;
  workflow_id: string;
  version_id: string;
  root_run_id: string;
  subject_id: string;
  status: string;
  trigger: TriggerFacts;
  vars: Record<string, unknown>;
  depth: number;
  is_test: boolean;
  started_at: string;
  retry_of: string | null;
  workflow_status: string;
  workflow_settings: WorkflowBehaviour;
  /** The last pause, and what was said about steps that came due during it. */
  paused_at: string | null;
  resumed_at: string | null;
  resume_overdue: "send_late" | "skip_overdue" | "leave" | null;
  /** Runs begun up to then leave: the workflow was stopped so. */
  leave_before: string | null;
  sending_stopped_at: string | null;
  workflow_name: string;
  workspace_name: string;
  workspace_time_zone: string;
  /** The workflow's own business hours, else the workspace's. */
  business_hours: BusinessHours | null;
  contact: ContactFacts | null;
  tokens: VisitToken[];
  forks: ForkView[];
  steps: VisitStep[];
  /** The latest wait of the acting token, resolved or not. */
  wait: {
    node_id: string;
    visit: number;
    kind: "time" | "event" | "join";
    due: boolean;
    due_at: string | null;
    resolved_at: string | null;
    resolution: Resumed | null;
  } | null;
}

/** Takes the contact's lock and the run's row, and reads the rest in one statement. Null when there is no such run. */
export async function loadVisit({
  ctx,
  runId,
  tokenId,
}: {
  ctx: ServiceContext;
  runId: string;
  tokenId: string;
}): Promise<LoadedVisit | null> {
  const { workspaceId, db } = ctx;
  // What is recorded from here on says which run caused it, one level deeper than what started the run.
  const locked = sql`select pg_advisory_xact_lock(hashtextextended(workspace_id || ':' || subject_id, 0)),
      set_config('app.source', 'workflow', true), set_config('app.causation', json_build_object('depth', depth + 1, 'run_id', id, 'workflow_id', workflow_id)::text, true)
    from public.workflow_runs where workspace_id = ${workspaceId} and id = ${runId}`.execute(db);
  const read = sql<
    Omit<LoadedVisit, "tokens" | "forks" | "steps"> & {
      tokens: VisitToken[] | null;
      forks: ForkView[] | null;
      steps: VisitStep[] | null;
    }
  >`
    select r.id, r.workflow_id, r.version_id, r.root_run_id, r.retry_of, r.subject_id, r.status, r.trigger, r.vars, r.depth, r.is_test, r.started_at,
      w.status as workflow_status, w.settings as workflow_settings, w.paused_at, w.resumed_at, w.resume_overdue, w.leave_before,
      ws.sending_stopped_at, w.name as workflow_name, ws.name as workspace_name, ws.time_zone as workspace_time_zone,
      coalesce(nullif(w.settings -> 'business_hours', 'null'), ws.business_hours) as business_hours,
      ${contactJson({ workspaceId, contactId: sql.ref("r.subject_id") })} as contact,
      (select json_agg(t) from (
        select id, path, node_id as "nodeId", visit, status, epoch, lease_id, lease_run,
          coalesce(lease_until <= private.now(), true) as lease_over, held_by, held_at, ready_at, overdue
          from public.workflow_tokens where workspace_id = ${workspaceId} and run_id = ${runId} and status <> 'done' order by id) t) as tokens,
      (select json_agg(f) from (
        select id, path, node_id as "nodeId", visit, branches, arrived, joined_at is not null as closed, loop, items
          from public.workflow_forks where workspace_id = ${workspaceId} and run_id = ${runId}) f) as forks,
      (select json_agg(s) from (
        select path, node_id, node_key, visit, status, output, attempts, started_at, token_id
          from public.workflow_run_steps where workspace_id = ${workspaceId} and run_id = ${runId} order by seq) s) as steps,
      (select to_json(x) from (
        select node_id, visit, kind, coalesce(due_at <= private.now(), false) as due, due_at, resolved_at, resolution
          from public.workflow_waits where workspace_id = ${workspaceId} and run_id = ${runId} and token_id = ${tokenId}
         order by created_at desc, id desc limit 1) x) as wait
    from public.workflow_runs r
    join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
    join public.workspaces ws on ws.id = r.workspace_id
    where r.workspace_id = ${workspaceId} and r.id = ${runId}
    for update of r`.execute(db);
  // Sent one behind the other without waiting in between; the second starts, with a snapshot of its own, when the lock is held.
  const [, { rows }] = await Promise.all([locked, read]);
  const row = rows[0];
  return row ? { ...row, tokens: row.tokens ?? [], forks: row.forks ?? [], steps: row.steps ?? [] } : null;
}

/** The same in the interpreter's terms. */
export function viewOf({ tokens, forks, steps }: LoadedVisit): RunView {
  const visits = new Map<string, number>();
  const count = ({ path, nodeId, visit }: { path: string; nodeId: string; visit: number }) => {
    const key = visitKey({ path, nodeId });
    visits.set(key, Math.max(visits.get(key) ?? 0, visit));
  };
  for (const step of steps) count({ path: step.path, nodeId: step.node_id, visit: step.visit });
  for (const token of tokens) count(token);
  return { tokens, forks, visits };
}
