import { sql } from "kysely";
import type { Condition } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import { contactJson } from "@/lib/services/runs/contact-facts";
import type { Candidate, EntrySettings, RunningExperiment } from "@/lib/services/runs/entry/entry-rule";
import type { Often } from "@/lib/services/runs/happened-often";
import { isHeldUp } from "@/lib/services/runs/is-held-up";
import type { ActivityRow } from "@/lib/services/runs/match-event";
import type { BusinessHours } from "@/lib/time/business-hours";

/** One trigger that an activity reached by type and key; its conditions are still to be looked at. */
export interface MatchedTrigger {
  candidate: Candidate;
  /** The trigger, where the first token will stand. */
  nodeId: string;
  conditions: Condition | null;
  /** Set when the same must have happened several times. */
  often?: Often | null;
}

export interface SubjectQueue {
  activities: ActivityRow[];
  contact: ContactFacts | null;
  workspace: { id: string; name: string; timeZone: string; businessHours: BusinessHours | null };
  /** Triggers by activity id. Candidates of one workflow share one object, so that an entry is seen by what follows. */
  candidates: Map<string, MatchedTrigger[]>;
}

/** Activities of one contact in one transaction at most. */
const MAX_ACTIVITIES = 50;

/** Everything dispatch must know about one contact, in one statement: what is queued, who it is, which triggers match. */
export async function readQueue({
  ctx,
  subjectId,
  only,
}: {
  ctx: ServiceContext;
  subjectId: string;
  only?: string;
}): Promise<SubjectQueue> {
  const { rows } = await sql<Row>`
    with queued as materialized (
      select a.id, a.seq, a.type, a.key, a.keys, a.changes, a.data, a.depth, a.workflow_id, a.occurred_at, a.created_at
        from public.dispatch_queue q
        join public.activities a on a.workspace_id = q.workspace_id and a.id = q.activity_id
       where q.workspace_id = ${ctx.workspaceId} and q.subject_id = ${subjectId} and not q.parked
         and ${only ? sql`q.activity_id = ${only}` : sql`true`} and not ${isHeldUp}
       order by q.seq limit ${MAX_ACTIVITIES})
    select a.*, t.node_id, t.conditions, t.times, t.within_hours, t.event_type as trigger_event, w.id as candidate_id, t.version_id, w.name, w.status, w.paused_reason, w.entry,
      w.settings, w.priority,
      w.exclusive_group, w.created_at as workflow_created_at,
      case when x.id is null then v.sends else v.sends or exists (select from jsonb_array_elements(x.variants) e
        join public.workflow_versions o on o.workspace_id = x.workspace_id and o.id = (e ->> 'version_id')::uuid and o.sends) end as sends,
      x.id as experiment_id, x.name as experiment_name, x.variants as experiment_variants, x.holdout_percent,
      inside.id as inside_run_id, last.created_at as last_entered_at,
      ${contactJson({ workspaceId: ctx.workspaceId, contactId: subjectId })} as contact,
      ws.name as workspace_name, ws.time_zone as workspace_time_zone,
      ws.business_hours as workspace_business_hours
    from queued a
    join public.workspaces ws on ws.id = ${ctx.workspaceId}
    left join lateral (
      select * from public.workflow_triggers m
       where a.type <> 'workflow.requested' and m.workspace_id = ${ctx.workspaceId} and m.event_type = a.type
         and (m.key is null or m.key = a.key or m.key = any (a.keys))
      union all
      -- Asked for by hand or by a step: any trigger of that workflow will do, the one made for who asks first ("started by
      -- another workflow" has conditions, "added by hand" has none).
      (select * from public.workflow_triggers m
        where a.type = 'workflow.requested' and m.workspace_id = ${ctx.workspaceId} and m.workflow_id = (a.data ->> 'workflow_id')::uuid
        order by m.event_type = 'workflow.requested' and (m.conditions is not null) = (a.data ->> 'from_run_id' is not null) desc,
          m.event_type = 'workflow.requested' desc, m.node_id limit 1)
    ) t on true
    left join public.workflows w on w.workspace_id = t.workspace_id and w.id = t.workflow_id and w.published_version_id = t.version_id
    left join public.workflow_versions v on v.workspace_id = w.workspace_id and v.id = t.version_id
    left join public.experiments x on x.workspace_id = w.workspace_id and x.workflow_id = w.id and x.status = 'running'
    left join lateral (
      select r.id from public.workflow_runs r where r.workspace_id = w.workspace_id and r.subject_id = ${subjectId}
        and r.workflow_id = w.id and r.status in ('running', 'waiting', 'held') and not r.is_test limit 1) inside on true
    left join lateral (
      select r.created_at from public.workflow_runs r where r.workspace_id = w.workspace_id and r.subject_id = ${subjectId}
        and r.workflow_id = w.id and r.retry_of is null and not r.is_test order by r.created_at desc limit 1) last on true
    order by a.seq, t.node_id`.execute(ctx.db);

  const activities = new Map<string, ActivityRow>();
  const workflows = new Map<string, Candidate>();
  const candidates = new Map<string, MatchedTrigger[]>();
  for (const row of rows) {
    if (!activities.has(row.id)) activities.set(row.id, row);
    if (!row.candidate_id) continue;
    const shared = workflows.get(row.candidate_id) ?? candidateOf(row);
    workflows.set(row.candidate_id, shared);
    const byStep = (row.data as Record<string, unknown> | null)?.from_run_id !== undefined;
    // A person may send anybody in; a step only where the trigger lets its workflow.
    const manual = row.type === "workflow.requested" && !(byStep && row.trigger_event === "workflow.requested");
    const list = candidates.get(row.id) ?? [];
    const often = !manual && row.within_hours !== null ? { times: row.times, withinHours: row.within_hours } : null;
    list.push({ candidate: shared, nodeId: row.node_id, conditions: manual ? null : row.conditions, often });
    candidates.set(row.id, list);
  }
  const first = rows[0];
  return {
    activities: [...activities.values()],
    contact: first?.contact ?? null,
    workspace: {
      id: ctx.workspaceId,
      name: first?.workspace_name ?? "",
      timeZone: first?.workspace_time_zone ?? "UTC",
      businessHours: first?.workspace_business_hours ?? null,
    },
    candidates,
  };
}

interface Row extends ActivityRow {
  node_id: string;
  trigger_event: string;
  conditions: Condition | null;
  times: number;
  within_hours: number | null;
  candidate_id: string | null;
  version_id: string;
  name: string;
  status: string;
  paused_reason: string | null;
  entry: unknown;
  settings: unknown;
  priority: number;
  exclusive_group: string | null;
  workflow_created_at: string;
  sends: boolean;
  experiment_id: string | null;
  experiment_name: string;
  experiment_variants: RunningExperiment["variants"];
  holdout_percent: number;
  inside_run_id: string | null;
  last_entered_at: string | null;
  contact: ContactFacts | null;
  workspace_name: string;
  workspace_time_zone: string;
  workspace_business_hours: BusinessHours | null;
}

function candidateOf(row: Row): Candidate {
  return {
    workflowId: row.candidate_id as string,
    versionId: row.version_id,
    name: row.name,
    status: row.status,
    pausedReason: row.paused_reason,
    entry: row.entry as EntrySettings,
    settings: row.settings as Candidate["settings"],
    priority: row.priority,
    exclusiveGroup: row.exclusive_group,
    createdAt: row.workflow_created_at,
    sends: row.sends,
    insideRunId: row.inside_run_id,
    lastEnteredAt: row.last_entered_at,
    enteredKeys: new Map(),
    experiment:
      row.experiment_id === null
        ? null
        : {
            id: row.experiment_id,
            name: row.experiment_name,
            variants: row.experiment_variants,
            holdoutPercent: row.holdout_percent,
          },
  };
}
