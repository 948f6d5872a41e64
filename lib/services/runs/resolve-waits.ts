import { sql } from "kysely";
import type { Condition } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts, Resumed } from "@/lib/nodes/facts";
import { advanceEvent, type RuntimeEvent } from "@/lib/runtime";
import { type ActivityRow, factsOf, matchesEvent } from "@/lib/services/runs/match-event";

/** One event that an open wait of a contact listens for. */
export interface OpenWait {
  wait_id: string;
  token_id: string;
  since: string;
  position: number;
  type: string;
  key: string | null;
  conditions: Condition | null;
}

/** What the waits of a contact listen for right now, in the order their nodes name it. */
export async function readOpenWaits({
  ctx,
  subjectId,
}: {
  ctx: ServiceContext;
  subjectId: string;
}): Promise<OpenWait[]> {
  const rows = await ctx.db
    .selectFrom("workflow_wait_events as e")
    .innerJoin("workflow_waits as w", (join) =>
      join.onRef("w.workspace_id", "=", "e.workspace_id").onRef("w.id", "=", "e.wait_id"),
    )
    .select(["e.wait_id", "w.token_id", "w.since", "e.position", "e.event_type as type", "e.key", "e.conditions"])
    .where("e.workspace_id", "=", ctx.workspaceId)
    .where("e.subject_id", "=", subjectId)
    .where("w.resolved_at", "is", null)
    .orderBy("e.wait_id")
    .orderBy("e.position")
    .execute();
  return rows as OpenWait[];
}

/** Resolves the waits an activity satisfies, each once, and takes them out of `waits`. Returns the events that wake their tokens. */
export async function resolveByEvent(args: {
  ctx: ServiceContext;
  activity: ActivityRow;
  waits: OpenWait[];
  contact: ContactFacts | null;
  workspace: { timeZone: string };
}): Promise<RuntimeEvent[]> {
  const { ctx, activity, waits, contact, workspace } = args;
  const events: RuntimeEvent[] = [];
  const satisfied = new Map<string, OpenWait>();
  for (const wait of waits) {
    if (satisfied.has(wait.wait_id) || Date.parse(activity.created_at) < Date.parse(wait.since)) continue;
    if (matchesEvent({ awaited: wait, activity, contact, workspace, now: ctx.now })) satisfied.set(wait.wait_id, wait);
  }
  for (const wait of satisfied.values()) {
    const resumed: Resumed = { by: "event", index: wait.position, event: factsOf(activity) };
    events.push(...(await resolveWait({ ctx, tokenId: wait.token_id, resumed })));
  }
  if (satisfied.size > 0) waits.splice(0, waits.length, ...waits.filter((wait) => !satisfied.has(wait.wait_id)));
  return events;
}

/**
 * Ends the open wait of a token and makes the token ready with a new epoch, so that a timer already under way comes to
 * nothing. Does nothing when the token waits no more. Returns the event that wakes it.
 */
export async function resolveWait({
  ctx,
  tokenId,
  resumed,
}: {
  ctx: ServiceContext;
  tokenId: string;
  resumed: Resumed;
}): Promise<RuntimeEvent[]> {
  const { workspaceId, now } = ctx;
  const { rows } = await sql<{ run_id: string; epoch: number; node_id: string; visit: number }>`
    with resolved as (
      update public.workflow_waits set resolved_at = ${now}, resolution = ${JSON.stringify(resumed)}::text::jsonb
       where workspace_id = ${workspaceId} and token_id = ${tokenId} and resolved_at is null returning id),
    heard as (delete from public.workflow_wait_events e using resolved where e.workspace_id = ${workspaceId} and e.wait_id = resolved.id)
    update public.workflow_tokens t set status = 'ready', epoch = t.epoch + 1, ready_at = ${now}, sent_at = ${now}
      from resolved where t.workspace_id = ${workspaceId} and t.id = ${tokenId} and t.status = 'waiting'
    returning t.run_id, t.epoch, t.node_id, t.visit`.execute(ctx.db);
  return rows.map((token) =>
    advanceEvent({
      workspaceId,
      runId: token.run_id,
      tokenId,
      epoch: token.epoch,
      nodeId: token.node_id,
      visit: token.visit,
      priority: 0,
    }),
  );
}
