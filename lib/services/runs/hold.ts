import type { ServiceContext } from "@/lib/db/scoped";
import type { HeldBy, LoadedVisit, VisitToken } from "@/lib/services/runs/load-visit";

/** Why a token must not take its next step now, and whose change lets it go on. */
export interface Hold {
  by: HeldBy;
  /** The workspace, the workflow, or the run that goes first. */
  for: string;
}

/** The kill switch of the workspace before the pause of the workflow; null when nothing is in the way. */
export function holdOf({ ctx, run }: { ctx: ServiceContext; run: LoadedVisit }): Hold | null {
  if (run.sending_stopped_at) return { by: "stop", for: ctx.workspaceId };
  if (run.workflow_status === "paused") return { by: "pause", for: run.workflow_id };
  return null;
}

/** Lets a token stand where it is until whoever holds it says otherwise. Nothing polls for it. */
export async function holdToken(args: {
  ctx: ServiceContext;
  run: LoadedVisit;
  token: VisitToken;
  hold: Hold;
}): Promise<void> {
  const { ctx, run, token, hold } = args;
  const { workspaceId, db } = ctx;
  await db
    .updateTable("workflow_tokens")
    .set({ status: "held", held_by: hold.by, held_for: hold.for, held_at: heldSince({ ctx, token, hold }) })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", token.id)
    .execute();
  const moving = run.tokens.some((one) => one.id !== token.id && (one.status === "ready" || one.status === "running"));
  if (!moving && run.status !== "held")
    await db
      .updateTable("workflow_runs")
      .set({ status: "held" })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", run.id)
      .execute();
}

/** Held again for the same reason before it could move: it came due when it was held first. */
function heldSince({ ctx, token, hold }: { ctx: ServiceContext; token: VisitToken; hold: Hold }): string {
  return token.held_by === hold.by && token.held_at ? token.held_at : ctx.now;
}
