import type { ExperimentAnswer, ExperimentGoal } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";

/** A variant as the row holds it. */
export interface StoredVariant {
  id: string;
  name: string;
  /** Number of the version, for people. */
  version: number;
  version_id: string;
  weight: number;
}

/** The query every answer about experiments starts from. */
export function experimentRows(ctx: ServiceContext) {
  return ctx.db.selectFrom("experiments").selectAll().where("workspace_id", "=", ctx.workspaceId);
}

export type ExperimentRow = Omit<
  Awaited<ReturnType<ReturnType<typeof experimentRows>["executeTakeFirstOrThrow"]>>,
  "variants" | "goal"
> & { variants: StoredVariant[]; goal: ExperimentGoal };

/** `lock` holds the row until the end of the transaction. @throws AppError 404; 403 for a lock by those who may not change the workflow */
export async function findExperiment({
  ctx,
  id,
  lock = false,
}: {
  ctx: ServiceContext;
  id: string;
  lock?: boolean;
}): Promise<ExperimentRow> {
  const query = experimentRows(ctx).where("id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row && lock) {
    // Row-level security hides from a lock what may only be read.
    const { workflow_id } = await findExperiment({ ctx, id });
    await requireAccess({ ctx, workflowId: workflow_id, to: "publish" });
  }
  if (!row) throw notFound("experiment");
  return row as unknown as ExperimentRow;
}

/** One experiment as the API shows it. */
export function presentExperiment(row: ExperimentRow): ExperimentAnswer {
  return {
    id: row.id,
    workflow_id: row.workflow_id,
    name: row.name,
    status: row.status as ExperimentAnswer["status"],
    variants: row.variants.map(({ id, name, version, weight }) => ({ id, name, version, weight })),
    holdout_percent: row.holdout_percent,
    goal: row.goal,
    window_days: row.window_days,
    winner: row.winner,
    started_at: row.started_at,
    ended_at: row.ended_at,
    created_at: row.created_at,
  };
}
