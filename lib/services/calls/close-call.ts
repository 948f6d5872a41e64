import type { ServiceContext } from "@/lib/db/scoped";
import type { EffectOutcome } from "@/lib/nodes/effects";

/**
 * Ends a call whose placing came to nothing or to doubt, so that nobody waits for its report. One that the provider knows goes on
 * by its reports; a report that still comes opens a closed one again.
 */
export async function closeCall(args: {
  ctx: ServiceContext;
  effectId: string;
  outcome: EffectOutcome;
}): Promise<void> {
  const { ctx, effectId, outcome } = args;
  if (outcome.status === "done" || outcome.status === "delayed") return;
  await ctx.db
    .updateTable("calls")
    .set({ status: "ended", outcome: "failed", reason: outcome.reason, ended_at: ctx.now, duration_seconds: 0 })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", effectId)
    .where("status", "<>", "ended")
    .where("provider_id", "is", null)
    .execute();
}

/** Opens a call again that was closed before the provider knew it: it is placed once more, or its first report came after all. */
export async function reopenCall({ ctx, callId }: { ctx: ServiceContext; callId: string }): Promise<void> {
  await ctx.db
    .updateTable("calls")
    .set({ status: "queued", outcome: null, reason: null, ended_at: null, duration_seconds: null })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", callId)
    .where("status", "=", "ended")
    .where("answered_at", "is", null)
    .where("provider_id", "is", null)
    .execute();
}
