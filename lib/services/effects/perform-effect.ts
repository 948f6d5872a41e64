import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { effectKind } from "@/lib/services/effects/effect-kinds";

/**
 * Calls the provider for a claimed effect, with no transaction open. The effect's id is the idempotency key. A claim taken
 * over from an interrupted attempt is looked up at the provider first, where the kind can.
 * Never throws for what a provider does; the outcome says it in words.
 */
export async function performEffect({
  workspaceId,
  effectId,
  owner,
}: {
  workspaceId: string;
  effectId: string;
  owner: string;
}): Promise<EffectOutcome> {
  const { value: claim } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("effects")
        .select(["kind", "request", "provider", "message_id", "attempts", "taken_over"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .where("owner", "=", owner)
        .where("status", "=", "claimed")
        .executeTakeFirst(),
  });
  if (!claim) throw new AppError("conflict", "Somebody else has taken over this send.");
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
