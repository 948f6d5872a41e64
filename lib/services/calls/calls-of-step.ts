import type { ServiceContext } from "@/lib/db/scoped";
import type { CallFacts } from "@/lib/nodes/facts";

/** A step may call again so many times at most. */
const MAX_CALLS = 6;

/**
 * The calls one visit of a step has placed, first to last; found by the keys of its effects, also from a retried run. One that the
 * provider refused was never placed; of one that it does not know nobody knows how it ended.
 */
export async function callsOfStep({ ctx, stepKey }: { ctx: ServiceContext; stepKey: string }): Promise<CallFacts[]> {
  const keys = Array.from({ length: MAX_CALLS }, (_, n) => `${stepKey}${n + 1}`);
  const rows = await ctx.db
    .selectFrom("effects as e")
    .innerJoin("calls as c", (j) => j.onRef("c.workspace_id", "=", "e.workspace_id").onRef("c.id", "=", "e.id"))
    .select(["c.id", "c.outcome", "c.reason", "c.ended_at", "c.duration_seconds", "c.transcript"])
    .select(["c.provider_id", "e.status as effect"])
    .where("e.workspace_id", "=", ctx.workspaceId)
    .where("e.key", "in", keys)
    .where("e.status", "<>", "failed")
    .orderBy("e.key")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    outcome: row.effect === "unknown" && row.provider_id === null ? null : (row.outcome as CallFacts["outcome"]),
    reason: row.reason,
    endedAt: row.ended_at,
    durationSeconds: row.duration_seconds ?? 0,
    transcript: row.transcript as unknown as CallFacts["transcript"],
  }));
}
