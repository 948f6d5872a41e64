import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { BURST_SECONDS, BURST_WHY, judgeMachine, type Seen } from "@/lib/services/messages/judge-machine";

/** Whoever has the mail can ask for its pictures and links again and again; beyond this nothing more is written down. */
const MAX_EVENTS = 500;
/** The same thing seen again so soon is one look: mail programs load a picture twice. */
const SAME_LOOK_SECONDS = 2;

/**
 * Appends one open or click of a mail, told apart into a person's and a machine's. Runs as the worker.
 * @returns where the link leads, also when nothing was written; null when there is no such message or link
 */
export async function recordSeen({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { messageId: string; position?: number } & Pick<Seen, "userAgent" | "purpose">;
}): Promise<{ url: string | null } | null> {
  const { messageId, position, userAgent, purpose } = input;
  const type = position === undefined ? "opened" : "clicked";
  // One after the other: links clicked at the same moment must see each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seen:${messageId}`}, 0))`.execute(ctx.db);
  const facts = await readFacts({ ctx, messageId, type, position });
  if (!facts || (type === "clicked" && facts.url === null)) return null;
  const { url, already, same_look, other_link, delivered_at } = facts;
  if (already >= MAX_EVENTS || same_look) return { url };
  const secondsSinceDelivery = delivered_at ? (Date.parse(ctx.now) - Date.parse(delivered_at)) / 1000 : null;
  const why = judgeMachine({ type, userAgent, purpose, secondsSinceDelivery, otherLinkJustClicked: other_link });
  await ctx.db
    .insertInto("message_events")
    .values({
      workspace_id: ctx.workspaceId,
      message_id: messageId,
      type,
      machine: why !== null,
      occurred_at: ctx.now,
      data: {
        ...(type === "clicked" ? { position, url } : {}),
        ...(why ? { why } : {}),
        ...(userAgent ? { user_agent: userAgent.slice(0, 300) } : {}),
      },
    })
    .execute();
  if (why === BURST_WHY)
    await sql`select private.flag_burst(${ctx.workspaceId}, ${messageId}, ${since(ctx, BURST_SECONDS)}, ${BURST_WHY})`.execute(
      ctx.db,
    );
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
}

async function readFacts(args: {
  ctx: ServiceContext;
  messageId: string;
  type: string;
  position: number | undefined;
}): Promise<Facts | null> {
  const { ctx, messageId, type, position = 0 } = args;
  const events = sql`public.message_events e where e.workspace_id = m.workspace_id and e.message_id = m.id`;
  const link = sql`coalesce((e.data ->> 'position')::int, 0)`;
  const { rows } = await sql<Facts>`
    select l.url,
      greatest(m.sent_at, (select max(e.occurred_at) from ${events} and e.type = 'delivered')) as delivered_at,
      (select count(*) from (select from ${events} and e.type = ${type} limit ${MAX_EVENTS}) s)::int as already,
      exists (select from ${events} and e.type = ${type} and ${link} = ${position}
        and e.occurred_at > ${since(ctx, SAME_LOOK_SECONDS)}) as same_look,
      exists (select from ${events} and e.type = 'clicked' and ${link} <> ${position}
        and e.occurred_at > ${since(ctx, BURST_SECONDS)}) as other_link
    from public.messages m
    left join public.message_links l on l.workspace_id = m.workspace_id and l.message_id = m.id and l.position = ${position}
    where m.workspace_id = ${ctx.workspaceId} and m.id = ${messageId}`.execute(ctx.db);
  return rows[0] ?? null;
}
