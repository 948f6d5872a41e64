import { sql } from "kysely";
import { claimDue, findReleasable } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import { advanceEvent, BULK_PRIORITY, type RuntimeEvent, send } from "@/lib/runtime";
import { followCalls } from "@/lib/services/calls/follow-calls";
import { settleSeen } from "@/lib/services/messages/settle-seen";
import { followTexts } from "@/lib/services/messages/texts/follow-texts";
import { dispatch } from "@/lib/services/runs/dispatch";
import { releaseHeld } from "@/lib/services/runs/release-held";
import { sweepLeaving } from "@/lib/services/runs/sweep-leaving";

const BATCH = 200;
const MAX_ROUNDS = 25;

export interface Swept {
  dispatched: number;
  sent: number;
  released: number;
}

/**
 * Finds what is due and nobody is working on, in all workspaces: undispatched activities, tokens whose event was lost, due
 * waits, expired leases, tokens held although nothing holds them any more, people who leave a stopped workflow, opens and clicks that
 * have settled. Sending twice is
 * harmless, so it only has to miss nothing. Idle, it costs a few short look-ups.
 */
export async function sweep(): Promise<Swept> {
  const swept: Swept = { dispatched: 0, sent: 0, released: 0 };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const counts = [
      await sweepQueue(swept),
      await sweepTokens(swept),
      await sweepHeld(swept),
      (await sweepLeaving({ guarded })) * BATCH,
      await settleSeen({ guarded }),
    ];
    if (counts.every((count) => count < BATCH)) break;
  }
  await followCalls({ guarded });
  await followTexts({ guarded });
  return swept;
}

async function sweepQueue(swept: Swept): Promise<number> {
  const due = await claimDue({ kind: "dispatch", limit: BATCH });
  for (const { workspaceId, refId } of due) {
    await guarded({ at: "sweep-dispatch", workspaceId, work: () => dispatch({ workspaceId, subjectId: refId }) });
    swept.dispatched++;
  }
  return due.length;
}

async function sweepTokens(swept: Swept): Promise<number> {
  const [ready, leases, waits] = await Promise.all([
    claimDue({ kind: "token", limit: BATCH }),
    claimDue({ kind: "lease", limit: BATCH }),
    claimDue({ kind: "wait", limit: BATCH }),
  ]);
  const byWorkspace = new Map<string, { tokens: string[]; waits: string[] }>();
  const of = (workspaceId: string) => {
    const found = byWorkspace.get(workspaceId) ?? { tokens: [], waits: [] };
    byWorkspace.set(workspaceId, found);
    return found;
  };
  for (const { workspaceId, refId } of [...ready, ...leases]) of(workspaceId).tokens.push(refId);
  for (const { workspaceId, refId } of waits) of(workspaceId).waits.push(refId);
  for (const [workspaceId, found] of byWorkspace)
    await guarded({
      at: "sweep-tokens",
      workspaceId,
      work: async () => {
        const events = await markSent({ workspaceId, ...found });
        await send(events);
        swept.sent += events.length;
      },
    });
  return Math.max(ready.length, leases.length, waits.length);
}

async function sweepHeld(swept: Swept): Promise<number> {
  const held = await findReleasable({ limit: BATCH });
  for (const workspaceId of new Set(held.map((one) => one.workspaceId))) {
    const tokenIds = held.filter((one) => one.workspaceId === workspaceId).map((one) => one.refId);
    await guarded({
      at: "sweep-held",
      workspaceId,
      work: async () => {
        const { value } = await asWorker({ workspaceId, fn: (ctx) => releaseHeld({ ctx, tokenIds }) });
        await send(value);
        swept.released += value.length;
      },
    });
  }
  return held.length;
}

/** Notes that events are going out, so that the next sweep looks at others first, and makes the events. */
async function markSent({
  workspaceId,
  tokens,
  waits,
}: {
  workspaceId: string;
  tokens: string[];
  waits: string[];
}): Promise<RuntimeEvent[]> {
  const { value } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const { rows } = await sql<{
        id: string;
        run_id: string;
        epoch: number;
        node_id: string;
        visit: number;
        bulk: boolean;
      }>`
        with due as (
          update public.workflow_waits set sent_at = ${ctx.now}
           where workspace_id = ${workspaceId} and id = any (${waits}::uuid[]) and resolved_at is null returning token_id),
        sent as (
          update public.workflow_tokens set sent_at = ${ctx.now}
           where workspace_id = ${workspaceId} and id = any (${tokens}::uuid[]) and status in ('ready', 'running')
          returning id, run_id, epoch, node_id, visit)
        select t.*, r.bulk_enrolment_id is not null as bulk from (
          select * from sent
          union
          select t.id, t.run_id, t.epoch, t.node_id, t.visit from public.workflow_tokens t join due on due.token_id = t.id
           where t.workspace_id = ${workspaceId}) t
          join public.workflow_runs r on r.workspace_id = ${workspaceId} and r.id = t.run_id`.execute(ctx.db);
      // The runtime forgets an event id after a day and takes it once: the counter makes a new one for the same epoch.
      const again = Math.floor(Date.parse(ctx.now) / 1000);
      return rows.map((token) =>
        advanceEvent({
          workspaceId,
          runId: token.run_id,
          tokenId: token.id,
          epoch: token.epoch,
          nodeId: token.node_id,
          visit: token.visit,
          priority: token.bulk ? BULK_PRIORITY : 0,
          again,
        }),
      );
    },
  });
  return value;
}

/** One workspace that cannot be served must not keep the others waiting. */
async function guarded({
  at,
  workspaceId,
  work,
}: {
  at: string;
  workspaceId: string;
  work: () => Promise<void>;
}): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(JSON.stringify({ level: "error", at, workspaceId, error: String(error) }));
  }
}
