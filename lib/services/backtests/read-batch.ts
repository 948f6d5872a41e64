import { sql } from "kysely";
import { evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Range } from "@/lib/services/backtests/find-people";
import { reached } from "@/lib/services/backtests/match-triggers";
import type { Person } from "@/lib/services/backtests/read-people";
import type { Rival, Setting } from "@/lib/services/backtests/take-backtest";
import { reentryKeyOf } from "@/lib/services/runs/entry/reentry-key";
import { notOftenYet } from "@/lib/services/runs/happened-often";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

export type BatchActivity = ActivityRow & { subject_id: string };

/** Some activities, by contact and time, with what the database alone can say about each. */
export interface Batch {
  activities: BatchActivity[];
  /** By activity: workflows of the exclusive group that would have taken the contact for it, as they decided then. */
  rivals: Map<string, Rival[]>;
  /** By activity and trigger (`tooFewKey`): why a trigger that wants something several times would not have fired yet. */
  tooFew: Map<string, string>;
  /** By contact: values by which it entered before these days, of those that this batch holds. */
  usedKeys: Map<string, string[]>;
}

export const tooFewKey = (args: { activityId: string; nodeId: string }): string => `${args.activityId}|${args.nodeId}`;

/** The next activities of these contacts, at most `size`, after the one given. */
export async function readBatch(args: {
  ctx: ServiceContext;
  setting: Setting;
  range: Range;
  people: Map<string, Person>;
  from: { contactId: string; seq: number } | null;
  size: number;
}): Promise<Batch> {
  const { ctx, setting, range, people, from, size } = args;
  const { types, workflowId, since, after, last } = range;
  const ids = [...people.keys()].filter((id) => !from || id >= from.contactId);
  const { rows: activities } = await sql<BatchActivity>`
    select a.* from unnest(${ids}::uuid[]) c(id), lateral (
      select id, seq, type, key, keys, changes, data, depth, workflow_id, occurred_at, created_at, subject_id
        from public.activities where workspace_id = ${ctx.workspaceId} and subject_id = c.id and type = any (${types}::text[])
         and (type <> 'workflow.requested' or key = ${workflowId})
         and seq > (case when c.id = ${from?.contactId ?? null}::uuid then ${from?.seq ?? 0}::bigint else ${after}::bigint end)
         and seq <= ${last} and created_at >= ${since}
       order by seq limit ${size}) a
    order by a.subject_id, a.seq limit ${size}`.execute(ctx.db);
  return {
    activities,
    rivals: await rivalsOf({ ctx, setting, activities }),
    tooFew: await tooFewOf({ ctx, setting, activities, people }),
    usedKeys: await usedKeysOf({ ctx, setting, activities }),
  };
}

/**
 * Other workflows are taken to have decided as they did: those that let the contact in, and those that lost or held out only after
 * every rule before the group had passed. Workflows that did not listen then are not asked.
 */
async function rivalsOf(args: {
  ctx: ServiceContext;
  setting: Setting;
  activities: BatchActivity[];
}): Promise<Map<string, Rival[]>> {
  const { ctx, setting, activities } = args;
  const found = new Map<string, Rival[]>();
  if (setting.rivals.length === 0 || activities.length === 0) return found;
  const rivals = new Map(setting.rivals.map((rival) => [rival.workflowId, rival]));
  const { rows } = await sql<{ activity_id: string; workflow_id: string }>`
    select activity_id, workflow_id from public.entry_decisions
     where workspace_id = ${ctx.workspaceId} and workflow_id = any (${[...rivals.keys()]}::uuid[])
       and activity_id = any (${activities.map(({ id }) => id)}::uuid[])
       and (entered or rule in ('exclusive_group', 'holdout'))`.execute(ctx.db);
  for (const row of rows)
    found.set(row.activity_id, [...(found.get(row.activity_id) ?? []), rivals.get(row.workflow_id)!]);
  return found;
}

async function tooFewOf(args: {
  ctx: ServiceContext;
  setting: Setting;
  activities: BatchActivity[];
  people: Map<string, Person>;
}): Promise<Map<string, string>> {
  const { ctx, setting, activities, people } = args;
  const { triggers, workspace } = setting;
  const found = new Map<string, string>();
  if (!triggers.some(({ often }) => often)) return found;
  for (const activity of activities) {
    const contact = people.get(activity.subject_id)?.contact;
    const now = activity.created_at;
    for (const { nodeId, conditions, often } of contact
      ? reached({ triggers, workflowId: setting.workflow.id, activity })
      : []) {
      if (!often || !contact) continue;
      const state = { contact, trigger: factsOf(activity), workspace };
      if (conditions && !evaluate({ condition: conditions, state, now }).result) continue;
      const reason = await notOftenYet({ ctx: { ...ctx, now }, activity, often, conditions, contact, workspace });
      if (reason) found.set(tooFewKey({ activityId: activity.id, nodeId }), reason);
    }
  }
  return found;
}

async function usedKeysOf(args: {
  ctx: ServiceContext;
  setting: Setting;
  activities: BatchActivity[];
}): Promise<Map<string, string[]>> {
  const { ctx, setting, activities } = args;
  const found = new Map<string, string[]>();
  const asked = activities.flatMap((activity) => {
    const key = reentryKeyOf({ entry: setting.entry, activity });
    return key === null ? [] : [{ contact: activity.subject_id, key }];
  });
  if (asked.length === 0) return found;
  const { rows } = await sql<{ contact_id: string; key: string }>`
    select distinct r.subject_id as contact_id, r.reentry_key as key
      from unnest(${asked.map(({ contact }) => contact)}::uuid[], ${asked.map(({ key }) => key)}::text[]) w(contact, key)
      join public.workflow_runs r on r.workspace_id = ${ctx.workspaceId} and r.workflow_id = ${setting.workflow.id}
       and r.subject_id = w.contact and r.reentry_key = w.key
     where not r.is_test and r.created_at < ${setting.since}`.execute(ctx.db);
  for (const { contact_id, key } of rows) found.set(contact_id, [...(found.get(contact_id) ?? []), key]);
  return found;
}
