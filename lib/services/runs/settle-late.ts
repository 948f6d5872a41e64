import type { ServiceContext } from "@/lib/db/scoped";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { settleEffect } from "@/lib/services/effects/settle-effect";
import { withholdEffect } from "@/lib/services/effects/withhold-effect";
import type { Answer, WithheldClaim } from "@/lib/services/runs/beginning";

/**
 * Writes into the ledger what became of a claim whose token is not the caller's any more: its run was cancelled meanwhile, or the
 * lease was lost. Once the run has ended nobody asks again, so doubt stays doubt.
 */
export async function settleLate({
  ctx,
  runId,
  begin,
}: {
  ctx: ServiceContext;
  runId: string;
  begin: Answer | WithheldClaim;
}): Promise<void> {
  const { claimed, owner } = begin;
  const { effectId } = claimed;
  const live = await ctx.db
    .selectFrom("workflow_runs")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", runId)
    .where("status", "in", ["running", "waiting", "held"])
    .executeTakeFirst();
  if (begin.type === "withheld")
    return withholdEffect({ ctx, effectId, owner, reason: begin.reason, over: live === undefined });
  const outcome = finalOutcome({ outcome: begin.outcome, attemptsLeft: live ? 1 : 0 });
  await settleEffect({ ctx, effectId, owner, outcome, final: !live });
}

/** Nobody can know whether it was sent, and no attempt is left to repeat it under its key. */
export function finalOutcome({
  outcome,
  attemptsLeft,
}: {
  outcome: EffectOutcome;
  attemptsLeft: number;
}): EffectOutcome {
  return outcome.status === "failed" && outcome.ambiguous && attemptsLeft <= 0
    ? { status: "unknown", reason: outcome.reason }
    : outcome;
}
