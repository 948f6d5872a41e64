import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { ContactDateConfig } from "@/lib/nodes/triggers/contact-date";
import { dispatchMany } from "@/lib/services/runs/dispatch-many";
import { monthDaysBetween, type Occurrence, occurrencesOf } from "@/lib/time/anniversary";

/** Contacts of one look; the next sweep goes on behind the last of them. */
const CHUNK = 500;
/** Between two looks at all contacts. */
const EVERY_MS = 15 * 60_000;
/** A date written down later than its moment counts for so long; so does one found late after the system was down. */
const LATE_MS = 24 * 3600_000;
const DAY_MS = 24 * 3600_000;

/**
 * One look at the contacts whose date may have come, for a date trigger that is due: each contact and date is answered
 * once, whatever looks twice. A look at very many contacts goes on with the next sweep. Does nothing for other triggers.
 */
export async function answerDates({
  workspaceId,
  scheduleId,
}: {
  workspaceId: string;
  scheduleId: string;
}): Promise<void> {
  const { value: told } = await asWorker({ workspaceId, source: "schedule", fn: (ctx) => look({ ctx, scheduleId }) });
  await dispatchMany({ workspaceId, subjectIds: told });
}

async function look({ ctx, scheduleId }: { ctx: ServiceContext; scheduleId: string }): Promise<string[]> {
  const { workspaceId, now, db } = ctx;
  const row = await db
    .selectFrom("workflow_schedules")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", scheduleId)
    .where("kind", "=", "contact_date")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row?.next_at || Date.parse(row.next_at) > Date.parse(now)) return [];
  const config = row.config as unknown as ContactDateConfig;
  const to = Date.parse(now);
  // What this look is due for reaches back to the look before it, however long that is ago, and at least a day.
  const from = Math.max(Date.parse(row.since), Math.min(Date.parse(row.next_at) - EVERY_MS, to - LATE_MS));
  const people = await dated({ ctx, config, from, to, cursor: row.cursor });
  const found = people.flatMap(({ id, date, zone }) =>
    occurrencesOf({ date, rule: ruleOf(config), from, to, zone: zone ?? row.zone }).map((one) => ({ id, ...one })),
  );
  const told = await write({ ctx, row, found });
  const more = people.length === CHUNK;
  await db
    .updateTable("workflow_schedules")
    .set(more ? { cursor: people.at(-1)!.id } : { cursor: null, next_at: new Date(to + EVERY_MS).toISOString() })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", scheduleId)
    .execute();
  return told;
}

const ruleOf = ({ offset, time, repeat }: ContactDateConfig) => ({
  offsetDays: offset,
  time,
  yearly: repeat === "yearly",
});

/** Contacts whose date has a day that can matter between two instants in any zone, by id after `cursor`. */
async function dated(args: {
  ctx: ServiceContext;
  config: ContactDateConfig;
  from: number;
  to: number;
  cursor: string | null;
}): Promise<{ id: string; date: string; zone: string | null }[]> {
  const { ctx, config, from, to, cursor } = args;
  const day = (at: number) => new Date(at - config.offset * DAY_MS).toISOString().slice(0, 10);
  const [first, last] = [day(from - 2 * DAY_MS), day(to + 2 * DAY_MS)];
  const date =
    config.field === "created_at"
      ? sql<string>`to_char(c.created_at at time zone coalesce(c.time_zone, w.time_zone), 'YYYY-MM-DD')`
      : sql<string>`left(c.custom ->> ${config.field.slice("custom.".length)}, 10)`;
  const near =
    config.repeat === "yearly"
      ? sql<boolean>`substr(${date}, 6) = any (${monthDaysBetween({ first, last })}::text[])`
      : sql<boolean>`${date} >= ${first} and ${date} <= ${last}`;
  const { rows } = await sql<{ id: string; date: string; zone: string | null }>`
    select c.id, ${date} as date, c.time_zone as zone
      from contacts c join workspaces w on w.id = c.workspace_id
     where c.workspace_id = ${ctx.workspaceId} and c.deleted_at is null and ${cursor === null ? sql`true` : sql`c.id > ${cursor}`}
       and ${date} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' and ${near}
     order by c.id limit ${CHUNK}`.execute(ctx.db);
  return rows;
}

/** Writes the occurrences nobody has answered yet. Returns the contacts they belong to. */
async function write(args: {
  ctx: ServiceContext;
  row: { workflow_id: string; node_id: string };
  found: (Occurrence & { id: string })[];
}): Promise<string[]> {
  const { ctx, row, found } = args;
  if (found.length === 0) return [];
  const made = await ctx.db
    .insertInto("contact_occurrences")
    .values(
      found.map(({ id, on, at }) => ({
        workspace_id: ctx.workspaceId,
        workflow_id: row.workflow_id,
        node_id: row.node_id,
        contact_id: id,
        on_date: on,
        at: new Date(at).toISOString(),
      })),
    )
    .onConflict((c) => c.columns(["workspace_id", "workflow_id", "node_id", "contact_id", "on_date"]).doNothing())
    .returning("contact_id")
    .execute();
  return made.map((one) => one.contact_id);
}
