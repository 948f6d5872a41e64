import { sql } from "kysely";
import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { effectKind } from "@/lib/services/effects/effect-kinds";

/** A switch was thrown before the claim was handed over. Nothing has left; the caller gives the claim back (withholdEffect). */
export class Withheld extends Error {}

interface Row {
  kind: string;
  request: string;
  provider: string;
  message_id: string | null;
  attempts: number;
  taken_over: boolean;
  withheld: keyof typeof reasons | null;
}

/** Why a claim is not handed over, as the step and the message show it. */
const reasons = {
  stop: "Not sent: sending was stopped for the whole workspace at this moment.",
  pause: "Not sent: the workflow was paused at this moment.",
  end: "Not sent: the run had ended at this moment.",
};

/**
 * Calls the provider for a claimed effect, with no transaction open. The effect's id is the idempotency key. A claim taken
 * over from an interrupted attempt is looked up at the provider first, where the kind can.
 * The read of the claim is the last look at the kill switch, the pause of the workflow and the end of the run: one that was
 * committed before it leaves nothing go. After it only a request goes out that is on its way to the provider already.
 * What a provider does is never thrown; the outcome says it in words.
 * @param runId the run the claim was made for: not always the one that claimed first, since a retried run finds its effects
 * @throws Withheld when a switch was thrown first; AppError 409 when the claim is somebody else's by now
 */
export async function performEffect({
  workspaceId,
  effectId,
  owner,
  runId = null,
}: {
  workspaceId: string;
  effectId: string;
  owner: string;
  runId?: string | null;
}): Promise<EffectOutcome> {
  const { value: claim } = await asWorker({
    workspaceId,
    fn: async ({ db }) => {
      const { rows } = await sql<Row>`
        select e.kind, e.request, e.provider, e.message_id, e.attempts, e.taken_over,
          case when ws.sending_stopped_at is not null then 'stop' when w.status = 'paused' then 'pause'
            when r.status not in ('running', 'waiting', 'held') or r.started_at <= w.leave_before then 'end' end as withheld
          from public.effects e
          join public.workspaces ws on ws.id = e.workspace_id
          left join public.workflow_runs r on r.workspace_id = e.workspace_id and r.id = ${runId}::uuid
          left join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
         where e.workspace_id = ${workspaceId} and e.id = ${effectId} and e.owner = ${owner} and e.status = 'claimed'`.execute(
        db,
      );
      return rows[0];
    },
  });
  if (!claim) throw new AppError("conflict", "Somebody else has taken over this send.");
  if (claim.withheld) throw new Withheld(reasons[claim.withheld]);
  const { provider, attempts } = claim;
  const kind = effectKind(claim.kind);
  const request: unknown = JSON.parse(claim.request);
  const claimed = { workspaceId, effectId, provider, request, messageId: claim.message_id, attempts };
  const able = kind.whenInterrupted({ provider, request });
  if (claim.taken_over && kind.lookup && able === "lookup") {
    const known = await kind.lookup(claimed);
    if (known) return known;
  }
  const outcome = await kind.perform(claimed);
  // Who takes nothing just now (429, 503) says nothing about an earlier try whose answer nobody heard.
  const doubtful = claim.taken_over && able === "repeat" && outcome.status === "failed" && outcome.retryable;
  return doubtful ? { ...outcome, ambiguous: true } : outcome;
}
