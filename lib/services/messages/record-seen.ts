import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import {
  BURST_SECONDS,
  BURST_WHY,
  DELIVERY_WHY,
  judgeMachine,
  mustSettle,
  SETTLE_SECONDS,
  SETTLING_WHY,
  type Seen,
  SLOW_BURST_WHY,
} from "@/lib/services/messages/judge-machine";
import { keepWaiting } from "@/lib/services/messages/keep-waiting";

/** Whoever has the mail can ask for its pictures and links again and again; beyond this nothing more is written down. */
const MAX_EVENTS = 500;
/** The same thing seen again so soon is one look: mail programs load a picture twice. */
const SAME_LOOK_SECONDS = 2;

/** Seconds a scanner's clicks reach back, by what gave it away; opens of the same program reach back as long as they settle. */
const scans = new Map([
  [DELIVERY_WHY, 0],
  [BURST_WHY, BURST_SECONDS],
  [SLOW_BURST_WHY, SETTLE_SECONDS],
]);

/**
 * Appends one open or click of a mail, told apart into a person's and a machine's. One that may still turn out to be a scanner's
 * settles first: settleSeen counts it later. Runs as the worker.
 * @param input `atScreen`: a member pressed a button for it, so there is no doubt to settle
 * @returns where the link leads, also when nothing was written; null when there is no such message or link
 */
export async function recordSeen({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { messageId: string; position?: number; atScreen?: boolean } & Pick<Seen, "userAgent" | "purpose">;
}): Promise<{ url: string | null } | null> {
  const { messageId, position, userAgent, purpose, atScreen } = input;
  const type = position === undefined ? "opened" : "clicked";
  // One after the other: links clicked at the same moment must see each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seen:${messageId}`}, 0))`.execute(ctx.db);
  const agent = userAgent.slice(0, 300);
  const facts = await readFacts({ ctx, messageId, type, position, agent });
  if (!facts || (type === "clicked" && facts.url === null)) return null;
  const { url, already, same_look, delivered_at } = facts;
  if (already >= MAX_EVENTS || same_look) return { url };
  const secondsSinceDelivery = delivered_at ? (Date.parse(ctx.now) - Date.parse(delivered_at)) / 1000 : null;
  const seen: Seen = {
    ...{ type, userAgent, purpose, secondsSinceDelivery },
    otherLinkJustClicked: facts.other_link,
    otherLinksOfLate: facts.other_links,
    links: facts.links,
    sameProgramScanned: facts.scanned,
  };
  const judged = judgeMachine(seen);
  const settles = judged === null && !atScreen && mustSettle(seen);
  const settlesAt = settles ? new Date(Date.parse(ctx.now) + SETTLE_SECONDS * 1000).toISOString() : null;
  const why = settles ? SETTLING_WHY : judged;
  await ctx.db
    .insertInto("message_events")
    .values({
      workspace_id: ctx.workspaceId,
      message_id: messageId,
      type,
      machine: why !== null,
      occurred_at: ctx.now,
      settles_at: settlesAt,
      data: {
        ...(type === "clicked" ? { position, url } : {}),
        ...(why ? { why } : {}),
        ...(agent ? { user_agent: agent } : {}),
      },
    })
    .execute();
  if (settlesAt) await keepWaiting({ ctx, messageId, type, settlesAt });
  const reach = judged === null ? undefined : scans.get(judged);
  if (reach !== undefined)
    await sql`select private.flag_scanner(${ctx.workspaceId}, ${messageId}, ${since(ctx, reach)}, ${since(ctx, SETTLE_SECONDS)},
      ${agent}, ${judged})`.execute(ctx.db);
  return { url };
}

const since = (ctx: ServiceContext, seconds: number) =>
  sql`${ctx.now}::timestamptz - make_interval(secs => ${seconds})`;

interface Facts {
  url: string | null;
  delivered_at: string | null;
  already: number;
  same_look: boolean;
  other_link: boolean;
  other_links: number;
  links: number;
  scanned: boolean;
}

async function readFacts(args: {
  ctx: ServiceContext;
  messageId: string;
  type: string;
  position: number | undefined;
  agent: string;
}): Promise<Facts | null> {
  const { ctx, messageId, type, position = 0, agent } = args;
  const events = sql`public.message_events e where e.workspace_id = m.workspace_id and e.message_id = m.id`;
  const link = sql`coalesce((e.data ->> 'position')::int, 0)`;
  const { rows } = await sql<Facts>`
    select l.url,
      greatest(m.sent_at, (select max(e.occurred_at) from ${events} and e.type = 'delivered')) as delivered_at,
      (select count(*) from (select from ${events} and e.type = ${type} limit ${MAX_EVENTS}) s)::int as already,
      exists (select from ${events} and e.type = ${type} and ${link} = ${position}
        and e.occurred_at > ${since(ctx, SAME_LOOK_SECONDS)}) as same_look,
      exists (select from ${events} and e.type = 'clicked' and ${link} <> ${position}
        and e.occurred_at > ${since(ctx, BURST_SECONDS)}) as other_link,
      (select count(distinct ${link}) from ${events} and e.type = 'clicked' and ${link} <> ${position}
        and e.occurred_at > ${since(ctx, SETTLE_SECONDS)})::int as other_links,
      (select count(*) from public.message_links t where t.workspace_id = m.workspace_id and t.message_id = m.id)::int as links,
      exists (select from ${events} and e.type = 'clicked' and e.machine and e.settles_at is null
        and coalesce(e.data ->> 'user_agent', '') = ${agent} and e.occurred_at > ${since(ctx, SETTLE_SECONDS)}) as scanned
    from public.messages m
    left join public.message_links l on l.workspace_id = m.workspace_id and l.message_id = m.id and l.position = ${position}
    where m.workspace_id = ${ctx.workspaceId} and m.id = ${messageId}`.execute(ctx.db);
  return rows[0] ?? null;
}
