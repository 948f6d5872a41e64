import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import type { KnownStanding } from "@/lib/services/backtests/standing";
import type { Setting } from "@/lib/services/backtests/take-backtest";
import type { Counted } from "@/lib/services/messages/rules/cap-reached";
import { contactColumns } from "@/lib/services/runs/contact-facts";

/** What is known about one contact before its activities are looked at. */
export interface Person {
  id: string;
  /** Null when it was deleted. */
  contact: ContactFacts | null;
  standing: KnownStanding;
  /** In the segment that decides who enters. */
  member: boolean;
  /** When the contact last entered the live workflow before these days. */
  lastEnteredAt: string | null;
  /** Until when it was inside by such a run, in milliseconds; Infinity when it still is, 0 when it was not. */
  insideUntil: number;
  /** Marketing the contact really got, by time, without what the backtest replaces. Only read where caps are set. */
  got: Counted[];
  /** The group written down for the experiment that runs. */
  assigned: string | undefined;
}

/** Reads some contacts with all that decides about them: as it is now, and their history before these days. */
export async function readPeople(args: {
  ctx: ServiceContext;
  setting: Setting;
  ids: string[];
}): Promise<Map<string, Person>> {
  const { ctx, setting, ids } = args;
  const { workspaceId, db } = ctx;
  const people = new Map<string, Person>();
  const reasons = new Map<string, string>();
  for (const id of ids)
    people.set(id, {
      id,
      ...{ contact: null, standing: { consents: new Map(), suppressed: reasons }, member: false },
      ...{ lastEnteredAt: null, insideUntil: 0, got: [], assigned: undefined },
    });
  const contacts = await db
    .selectFrom("contacts")
    .select(contactColumns)
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .where("deleted_at", "is", null)
    .execute();
  for (const contact of contacts) people.get(contact.id)!.contact = contact as ContactFacts;
  const consents = await sql<{ contact_id: string; channel: string; status: string }>`
    select distinct on (contact_id, channel) contact_id, channel, status from public.contact_consents
     where workspace_id = ${workspaceId} and contact_id = any (${ids}::uuid[])
     order by contact_id, channel, seq desc`.execute(db);
  for (const row of consents.rows) people.get(row.contact_id)!.standing.consents.set(row.channel, row.status);
  const suppressed = await sql<{ channel: string; address: string; reason: string }>`
    select s.channel, s.address, s.reason from public.suppressions s where s.workspace_id = ${workspaceId}
       and s.address in (select c.email from public.contacts c where c.workspace_id = ${workspaceId} and c.id = any (${ids}::uuid[])
         union all select c.phone from public.contacts c where c.workspace_id = ${workspaceId} and c.id = any (${ids}::uuid[]))`.execute(
    db,
  );
  for (const row of suppressed.rows) reasons.set(`${row.channel}|${row.address}`, row.reason);
  const gate = setting.entry.segment_gate;
  const members = gate
    ? await db
        .selectFrom("segment_members")
        .select("contact_id")
        .where("workspace_id", "=", workspaceId)
        .where("segment_id", "=", gate.segment_id)
        .where(sql<boolean>`contact_id = any (${ids}::uuid[])`)
        .execute()
    : [];
  for (const { contact_id } of members) people.get(contact_id)!.member = true;
  for (const row of await entriesBefore({ ctx, setting, ids })) {
    const person = people.get(row.contact_id)!;
    person.lastEnteredAt = row.last_entered_at;
    person.insideUntil = row.inside ? Number.POSITIVE_INFINITY : row.inside_until ? Date.parse(row.inside_until) : 0;
  }
  for (const row of await marketingGot({ ctx, setting, ids }))
    people.get(row.contact_id)!.got.push({ channel: row.channel, at: Date.parse(row.at) });
  const assigned = setting.experiment
    ? await db
        .selectFrom("experiment_assignments")
        .select(["contact_id", "variant"])
        .where("workspace_id", "=", workspaceId)
        .where("experiment_id", "=", setting.experiment.id)
        .where(sql<boolean>`contact_id = any (${ids}::uuid[])`)
        .execute()
    : [];
  for (const { contact_id, variant } of assigned) people.get(contact_id)!.assigned = variant;
  return people;
}

/** What the live versions did before these days is the history the draft begins with. */
async function entriesBefore({ ctx, setting, ids }: { ctx: ServiceContext; setting: Setting; ids: string[] }) {
  const { rows } = await sql<{
    contact_id: string;
    last_entered_at: string | null;
    inside: boolean;
    inside_until: string | null;
  }>`
    select r.subject_id as contact_id, max(r.created_at) filter (where r.retry_of is null) as last_entered_at,
      bool_or(r.status in ('running', 'waiting', 'held')) as inside, max(r.ended_at) as inside_until
      from public.workflow_runs r
     where r.workspace_id = ${ctx.workspaceId} and r.workflow_id = ${setting.workflow.id}
       and r.subject_id = any (${ids}::uuid[]) and not r.is_test and r.created_at < ${setting.since}
     group by r.subject_id`.execute(ctx.db);
  return rows;
}

/**
 * The marketing that counts for frequency caps besides what the backtest itself would send: what the contact really got, but
 * not from runs of this workflow that began in these days, for the simulated runs stand in their place. What a run sent that
 * began earlier, or in a test that really sent, did arrive.
 */
async function marketingGot({ ctx, setting, ids }: { ctx: ServiceContext; setting: Setting; ids: string[] }) {
  const { caps, since, workflow } = setting;
  if (caps.length === 0) return [];
  const longest = Math.max(...caps.map(({ hours }) => hours)) * 3_600_000;
  const from = new Date(Date.parse(since) - longest).toISOString();
  const { rows } = await sql<{ contact_id: string; channel: string; at: string }>`
    select c.id as contact_id, got.channel, got.at from unnest(${ids}::uuid[]) c(id), lateral (
      select m.channel, coalesce(m.sent_at, m.created_at) as at from public.messages m
       where m.workspace_id = ${ctx.workspaceId} and m.contact_id = c.id and m.direction = 'outbound'
         and m.purpose = 'marketing' and m.status not in ('skipped', 'failed') and coalesce(m.sent_at, m.created_at) > ${from}
         and not exists (select from public.workflow_runs r
           join public.workflow_runs o on o.workspace_id = r.workspace_id and o.id = r.root_run_id
           where r.workspace_id = m.workspace_id and r.id = m.run_id and r.workflow_id = ${workflow.id}
             and not r.is_test and o.created_at >= ${since})
       order by 2 desc limit 5000) got`.execute(ctx.db);
  return rows;
}
