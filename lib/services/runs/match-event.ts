import type { Condition } from "@/lib/conditions";
import { matchAwaited } from "@/lib/engine/match-awaited";
import type { EventName } from "@/lib/events";
import type { ContactFacts, TriggerFacts } from "@/lib/nodes/facts";

/** An activity as dispatch and waits look at it. */
export interface ActivityRow {
  id: string;
  seq: number;
  type: string;
  key: string | null;
  keys: string[];
  changes: unknown;
  data: unknown;
  depth: number;
  workflow_id: string | null;
  occurred_at: string;
  created_at: string;
}

/** What nodes and conditions see of an activity. */
export function factsOf(activity: ActivityRow): TriggerFacts {
  return {
    type: activity.type as EventName,
    activityId: activity.id,
    occurredAt: activity.occurred_at,
    data: activity.data as Record<string, unknown>,
    changes: activity.changes as TriggerFacts["changes"],
  };
}

/** Whether an activity is what a wait listens for: its type, its key (a form, tag, field or name; any case), its conditions. */
export function matchesEvent(args: {
  awaited: { type: string; key: string | null; conditions: Condition | null };
  activity: ActivityRow;
  contact: ContactFacts | null;
  workspace: { timeZone: string };
  now: string;
}): boolean {
  const { awaited, activity, contact, workspace, now } = args;
  const happened = { key: activity.key, keys: activity.keys, facts: factsOf(activity) };
  return matchAwaited({ awaited, happened, contact, workspace, now });
}
