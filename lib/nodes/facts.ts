import type { Condition } from "@/lib/conditions";
import type { EventName } from "@/lib/events";
import type { BusinessHours } from "@/lib/time/business-hours";

/** What happened, as nodes and templates see it: the activity that started the run or ended a wait. */
export interface TriggerFacts {
  type: EventName;
  activityId: string | null;
  occurredAt: string;
  data: Record<string, unknown>;
  changes: Record<string, { from: unknown; to: unknown }>;
}

/** The state a node reads. Contact is read afresh before every node; `steps` holds outputs by node key. */
export interface RunState {
  contact: ContactFacts;
  trigger: TriggerFacts;
  steps: Record<string, Record<string, unknown>>;
  vars: Record<string, unknown>;
  run: { id: string; workflowId: string; workflowName: string; startedAt: string; isTest: boolean };
  /** `businessHours` are the workflow's own, else the workspace's, by the clock of `timeZone`. */
  workspace: { id: string; name: string; timeZone: string; businessHours?: BusinessHours | null };
}

/** A contact with snake_case names, exactly as templates and conditions spell them. */
export interface ContactFacts {
  id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  job_title: string | null;
  status: string;
  source: string | null;
  tags: string[];
  score: number;
  time_zone: string | null;
  locale: string | null;
  owner_id: string | null;
  do_not_contact: boolean;
  custom: Record<string, unknown>;
  created_at: string;
  updated_at: string;
  last_activity_at: string | null;
}

/** How a wait ended, given to the node when the token comes back to it. */
export type Resumed =
  | { by: "time"; skipped?: true }
  | { by: "event"; index: number; event: TriggerFacts }
  | { by: "branches"; arrived: number; expected: number }
  /** `skipped`: a member ended the wait before its time. */
  | { by: "timeout"; skipped?: true };

/** One awaited event: the activity type, an optional key (form id, field or tag name) and conditions on it. */
export interface AwaitedEvent {
  type: EventName;
  key?: string;
  conditions?: Condition;
}

/** A task of this visit as it stands. */
export interface TaskFacts {
  id: string;
  status: "open" | "done" | "cancelled";
  outcome: string | null;
  comment: string | null;
  assigneeId: string | null;
  decidedBy: string | null;
  dueAt: string | null;
  /** Everybody an approval asked, in order. */
  asked: string[];
}

/** How a run that a step asked for ended; `refused`: the contact was not let in. */
export interface ChildEnd {
  status: "completed" | "failed" | "cancelled" | "exited" | "refused";
  runId: string | null;
  reason: string | null;
}

/** A call a step has placed; `outcome` is null while it lasts. */
export interface CallFacts {
  id: string;
  outcome: "answered" | "missed" | "busy" | "failed" | "voicemail" | null;
  reason: string | null;
  endedAt: string | null;
  durationSeconds: number;
  transcript: { who: "assistant" | "contact"; text: string; at: string }[];
}
