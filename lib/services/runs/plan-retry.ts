import type { ServiceInput } from "@/lib/api/contract";
import type { runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { indexGraph } from "@/lib/engine/graph-index";
import { startPosition } from "@/lib/engine/interpret";
import { forksOf } from "@/lib/engine/path";
import type { Position } from "@/lib/engine/transition";
import { AppError } from "@/lib/errors";
import { assignedVersion } from "@/lib/services/experiments/standing";
import { chosenStep } from "@/lib/services/runs/chosen-step";
import { nextVisit } from "@/lib/services/runs/next-visit";
import { nodeName } from "@/lib/services/runs/present-run";
import { versionGraph } from "@/lib/services/runs/version-graph";

export type RetryFrom = Omit<ServiceInput<typeof runs.retry>, "id" | "confirm_unknown">;
export interface RetriedRun {
  id: string;
  workflow_id: string;
  version_id: string;
  root_run_id: string;
  subject_id: string;
  status: string;
}
export interface OldStep extends Position {
  status: string;
  type: string;
}

/** What a retry would do, before anything is written. */
export interface RetryPlan {
  /** Where tokens are put in the new run. */
  places: Position[];
  /** Steps of the old run that are walked again; all others are copied. In the order they were reached. */
  again: OldStep[];
  /** Nothing is copied, and effects are looked up under a root of its own: everything happens once more. */
  fresh: boolean;
  /** Effects of the steps that run again are looked up under a root of their own, though history is copied. */
  ownRoot: boolean;
  versionId: string;
  version: number;
}

/**
 * Works out a retry: where tokens stand, what runs again and on which version. From a step means from that visit of it, the
 * last one when none is named; what was reached after it on its way runs again.
 * @throws AppError 409 when the run has not ended or there is no such place, 422 naming `node_id`
 */
export async function planRetry(args: { ctx: ServiceContext; run: RetriedRun; input: RetryFrom }): Promise<RetryPlan> {
  const { ctx, run, input } = args;
  if (["running", "waiting", "held"].includes(run.status))
    throw new AppError("conflict", "This run is still under way. Cancel it first.");
  const steps = await oldSteps({ ctx, runId: run.id });
  const stopped = await stoppedTokens({ ctx, runId: run.id });
  let places: Position[];
  let again: OldStep[];
  if (input.from === "start") {
    places = [await startOf({ ctx, runId: run.id, steps })];
    again = steps;
  } else if (input.from === "failed") {
    if (run.status !== "failed" || stopped.length === 0)
      throw new AppError("conflict", "No step of this run failed. You can try it again from the start.");
    places = stopped;
    again = steps.filter((step) => places.some((place) => samePlace(place, step)));
  } else {
    const graph = await versionGraph({ ctx, versionId: run.version_id });
    const chosen = chosenStep({ steps, stopped, input, name: (nodeId) => nodeName({ graph, nodeId }) });
    again = chosen.again;
    const visit = input.repeat === "step" ? await nextVisit({ ctx, run, place: chosen.place }) : chosen.place.visit;
    places = [{ ...chosen.place, visit }, ...chosen.others];
  }
  const fresh = input.from === "start";
  const ownRoot = fresh || (input.from === "step" && input.repeat === "all");
  return { places, again, fresh, ownRoot, ...(await versionFor({ ctx, run, places, version: input.version })) };
}

export const samePlace = (a: Position, b: Position): boolean =>
  a.nodeId === b.nodeId && a.path === b.path && a.visit === b.visit;

async function oldSteps({ ctx, runId }: { ctx: ServiceContext; runId: string }): Promise<OldStep[]> {
  const rows = await ctx.db
    .selectFrom("workflow_run_steps")
    .select(["node_id as nodeId", "path", "visit", "status", "node_type as type"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", runId)
    .orderBy("seq")
    .execute();
  return rows;
}

/** Where tokens stood when something ended the run: at the failed step, and wherever it took others along. */
async function stoppedTokens({ ctx, runId }: { ctx: ServiceContext; runId: string }): Promise<Position[]> {
  return ctx.db
    .selectFrom("workflow_tokens")
    .select(["node_id as nodeId", "path", "visit"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", runId)
    .where("stopped", "=", true)
    .orderBy("id")
    .execute();
}

/** The trigger that let the contact in: the first step of the run, or where its only token still stands. */
async function startOf(args: { ctx: ServiceContext; runId: string; steps: OldStep[] }): Promise<Position> {
  const { ctx, runId, steps } = args;
  if (steps[0]) return startPosition({ triggerNodeId: steps[0].nodeId });
  const token = await ctx.db
    .selectFrom("workflow_tokens")
    .select("node_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", runId)
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
  return startPosition({ triggerNodeId: token.node_id });
}

/** The run's own version, or the live one (in a running experiment, the contact's variant) if every step that a token needs is there under the same id. */
async function versionFor(args: {
  ctx: ServiceContext;
  run: RetriedRun;
  places: Position[];
  version: "same" | "current";
}): Promise<{ versionId: string; version: number }> {
  const { ctx, run, places, version } = args;
  const found = ctx.db
    .selectFrom("workflow_versions as v")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "v.workspace_id").onRef("w.id", "=", "v.workflow_id"),
    )
    .select(["v.id", "v.number"])
    .where("v.workspace_id", "=", ctx.workspaceId);
  const { workflow_id: workflowId, subject_id: contactId } = run;
  const assigned = version === "current" ? await assignedVersion({ ctx, workflowId, contactId }) : null;
  const row = await found
    .$if(version === "same", (query) => query.where("v.id", "=", run.version_id))
    .$if(assigned !== null, (query) => query.where("v.id", "=", assigned as string))
    .$if(version === "current" && assigned === null, (query) =>
      query.where("w.id", "=", run.workflow_id).whereRef("v.id", "=", "w.published_version_id"),
    )
    .executeTakeFirst();
  if (!row)
    throw new AppError("conflict", "This workflow has no published version any more. Use the run's own version.");
  if (row.id !== run.version_id) {
    const { nodes } = indexGraph(await versionGraph({ ctx, versionId: row.id }));
    const old = await versionGraph({ ctx, versionId: run.version_id });
    const needed = places.flatMap((place) => [place.nodeId, ...forksOf(place.path).map(({ fork }) => fork.nodeId)]);
    const gone = needed.find((nodeId) => !nodes.has(nodeId));
    if (gone)
      throw new AppError(
        "conflict",
        `The step "${nodeName({ graph: old, nodeId: gone })}" is not in version ${row.number} any more. Use the run's own version, or choose another step.`,
      );
  }
  return { versionId: row.id, version: row.number };
}
