import { sql } from "kysely";
import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { effectKind } from "@/lib/services/effects/effect-kinds";
import { Withheld, type WithheldBy, withheldBy, withheldJoins, withheldReasons } from "@/lib/services/effects/withheld";

interface Row {
  kind: string;
  request: string;
  provider: string;
  message_id: string | null;
  attempts: number;
  taken_over: boolean;
  withheld: WithheldBy | null;
}

/**
 * Calls the provider for a claimed effect, with no transaction open. The effect's id is the idempotency key. A claim taken
 * over from an interrupted attempt is looked up at the provider first, where the kind can.
 * The read of the claim looks at the kill switch, the pause of the workflow and the end of the run: one that was committed before
 * it leaves nothing go. Kinds that write down before they ask look once more then (requireClaim). After that only a request
 * goes out that is on its way to the provider already.
 * What a provider does is never thrown; the outcome says it in words.
 * @param runId the run the claim was made for
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
          ${withheldBy} as withheld
          from public.effects e ${withheldJoins(runId)}
         where e.workspace_id = ${workspaceId} and e.id = ${effectId} and e.owner = ${owner} and e.status = 'claimed'`.execute(
        db,
      );
      return rows[0];
    },
  });
  if (!claim) throw new AppError("conflict", "Somebody else has taken over this send.");
  if (claim.withheld) throw new Withheld(withheldReasons[claim.withheld]);
  const { provider, attempts } = claim;
  const kind = effectKind(claim.kind);
  const request: unknown = JSON.parse(claim.request);
  const claimed = { workspaceId, effectId, provider, request, messageId: claim.message_id, runId, attempts };
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
