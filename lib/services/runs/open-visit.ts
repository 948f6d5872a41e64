import type { ServiceContext } from "@/lib/db/scoped";
import type { Resumed, RunState } from "@/lib/nodes/define-node";
import { closeRuns } from "@/lib/services/runs/close-runs";
import { endWait } from "@/lib/services/runs/end-wait";
import { type LoadedVisit, loadVisit, type VisitToken, viewOf } from "@/lib/services/runs/load-visit";
import type { Place } from "@/lib/services/runs/place";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { previousStart, type Visiting } from "@/lib/services/runs/visiting";

/**
 * Takes a token for one transaction, or says that there is nothing to do (null): the event is an old one, another durable
 * run is talking to a provider for it, its wait is not due, the run has ended or its workflow is paused.
 * @param owner set when a provider has answered: then only the holder of this lease may go on
 */
export async function openVisit({
  ctx,
  at,
  leaseRun,
  owner,
}: {
  ctx: ServiceContext;
  at: Place;
  leaseRun: string;
  owner?: string;
}): Promise<Visiting | null> {
  const run = await loadVisit({ ctx, runId: at.runId, tokenId: at.tokenId });
  if (!run || !["running", "waiting", "held"].includes(run.status)) return null;
  const token = run.tokens.find((one) => one.id === at.tokenId);
  if (!token || token.epoch !== at.epoch || !mayTake({ run, token, leaseRun, owner })) return null;
  if (!run.contact) {
    await closeRuns({ ctx, runIds: [run.id], status: "exited", reason: "The contact was deleted." });
    return null;
  }
  const resumed = await resumption({ ctx, run, token });
  // A step whose provider was already asked is finished also while the workflow is paused.
  if (run.workflow_status === "paused" && token.status !== "running") {
    await hold({ ctx, run, token });
    return null;
  }
  const graph = await versionGraph({ ctx, versionId: run.version_id });
  return {
    ctx,
    at,
    run,
    graph,
    state: stateOf({ ctx, run }),
    view: viewOf(run),
    token,
    epoch: token.epoch,
    resumed,
    previousStart: previousStart({ run, token }),
    waitsSince: ctx.now,
    steps: new Map(),
    contactChanged: false,
  };
}

function mayTake({
  run,
  token,
  leaseRun,
  owner,
}: {
  run: LoadedVisit;
  token: VisitToken;
  leaseRun: string;
  owner?: string;
}): boolean {
  if (owner) return token.status === "running" && token.lease_id === owner;
  if (token.status === "ready") return true;
  // The same durable run may renew its lease: it repeats a call that died.
  if (token.status === "running") return token.lease_run === leaseRun || token.lease_over;
  if (token.status === "waiting") return run.wait !== null && run.wait.resolved_at === null && run.wait.due;
  return false;
}

/** How the wait the token stood at has ended; ends it now when its time has come. */
async function resumption({
  ctx,
  run,
  token,
}: {
  ctx: ServiceContext;
  run: LoadedVisit;
  token: VisitToken;
}): Promise<Resumed | null> {
  const { wait } = run;
  if (!wait || wait.node_id !== token.nodeId || wait.visit !== token.visit) return null;
  if (wait.resolved_at) return wait.resolution;
  if (token.status !== "waiting") return null;
  const resumed: Resumed = { by: wait.kind === "time" ? "time" : "timeout" };
  await endWait({ ctx, tokenId: token.id, resumed });
  return resumed;
}

async function hold({ ctx, run, token }: { ctx: ServiceContext; run: LoadedVisit; token: VisitToken }): Promise<void> {
  const { workspaceId, db } = ctx;
  await db
    .updateTable("workflow_tokens")
    .set({ status: "held" })
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

function stateOf({ ctx, run }: { ctx: ServiceContext; run: LoadedVisit }): RunState {
  const steps: RunState["steps"] = {};
  for (const step of run.steps)
    if (step.status !== "running" && step.status !== "waiting") steps[step.node_key] = step.output;
  return {
    contact: run.contact!,
    trigger: run.trigger,
    steps,
    vars: run.vars,
    run: {
      id: run.id,
      workflowId: run.workflow_id,
      workflowName: run.workflow_name,
      startedAt: run.started_at,
      isTest: run.is_test,
    },
    workspace: { id: ctx.workspaceId, name: run.workspace_name, timeZone: run.workspace_time_zone },
  };
}
