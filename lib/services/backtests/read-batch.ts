import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import type { KnownStanding } from "@/lib/services/backtests/standing";
import { contactColumns } from "@/lib/services/runs/contact-facts";
import type { ActivityRow } from "@/lib/services/runs/match-event";

export interface Batch {
  activities: (ActivityRow & { subject_id: string })[];
  contacts: Map<string, ContactFacts>;
  standing: Map<string, KnownStanding>;
  /** Contacts of this batch that are in the segment asked for. */
  members: Set<string>;
}

/** Where the activities since an instant begin: a `seq` below all of them, found from the newest backwards. */
export async function seqBefore(args: { ctx: ServiceContext; types: string[]; since: string }): Promise<number> {
  const { ctx, types, since } = args;
  const { rows } = await sql<{ seq: number }>`
    select coalesce(min(older.seq), 0) as seq from unnest(${types}::text[]) t(type), lateral (
      select coalesce((select a.seq from public.activities a
        where a.workspace_id = ${ctx.workspaceId} and a.type = t.type and a.created_at < ${since}
        order by a.seq desc limit 1), 0) as seq) older`.execute(ctx.db);
  return rows[0]?.seq ?? 0;
}

/** The next activities of these types after `after`, oldest first, with all that decides about their contacts as it is now. */
export async function readBatch(args: {
  ctx: ServiceContext;
  types: string[];
  after: number;
  since: string;
  size: number;
  segmentId: string | null;
}): Promise<Batch> {
  const { ctx, types, after, since, size, segmentId } = args;
  const { workspaceId, db } = ctx;
  const { rows: activities } = await sql<Batch["activities"][number]>`
    select a.* from unnest(${types}::text[]) t(type), lateral (
      select id, seq, type, key, keys, changes, data, depth, workflow_id, occurred_at, created_at, subject_id
        from public.activities where workspace_id = ${workspaceId} and type = t.type and seq > ${after} and created_at >= ${since}
       order by seq limit ${size}) a
    order by a.seq limit ${size}`.execute(db);
  const ids = [...new Set(activities.map((activity) => activity.subject_id))];
  const contacts = new Map<string, ContactFacts>();
  const standing = new Map<string, KnownStanding>();
  const members = new Set<string>();
  if (ids.length === 0) return { activities, contacts, standing, members };
  const [people, consents, suppressed, inside] = [
    await db
      .selectFrom("contacts")
      .select(contactColumns)
      .where("workspace_id", "=", workspaceId)
      .where(sql<boolean>`id = any (${ids}::uuid[])`)
      .where("deleted_at", "is", null)
      .execute(),
    await sql<{ contact_id: string; channel: string; status: string }>`
      select distinct on (contact_id, channel) contact_id, channel, status from public.contact_consents
       where workspace_id = ${workspaceId} and contact_id = any (${ids}::uuid[])
       order by contact_id, channel, seq desc`.execute(db),
    await sql<{ channel: string; address: string; reason: string }>`
      select s.channel, s.address, s.reason from public.suppressions s where s.workspace_id = ${workspaceId}
         and s.address in (select c.email from public.contacts c where c.workspace_id = ${workspaceId} and c.id = any (${ids}::uuid[])
           union all select c.phone from public.contacts c where c.workspace_id = ${workspaceId} and c.id = any (${ids}::uuid[]))`.execute(
      db,
    ),
    segmentId
      ? await db
          .selectFrom("segment_members")
          .select("contact_id")
          .where("workspace_id", "=", workspaceId)
          .where("segment_id", "=", segmentId)
          .where(sql<boolean>`contact_id = any (${ids}::uuid[])`)
          .execute()
      : [],
  ];
  for (const person of people) contacts.set(person.id, person as ContactFacts);
  const reasons = new Map(suppressed.rows.map((row) => [`${row.channel}|${row.address}`, row.reason]));
  for (const id of ids) standing.set(id, { consents: new Map(), suppressed: reasons });
  for (const { contact_id, channel, status } of consents.rows) standing.get(contact_id)?.consents.set(channel, status);
  for (const { contact_id } of inside) members.add(contact_id);
  return { activities, contacts, standing, members };
}
