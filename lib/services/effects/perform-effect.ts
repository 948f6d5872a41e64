import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { EffectOutcome } from "@/lib/nodes/define-node";
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
  if (claim.taken_over && kind.lookup && kind.whenInterrupted({ provider, request }) === "lookup") {
    const known = await kind.lookup(claimed);
    if (known) return known;
  }
  return kind.perform(claimed);
}
