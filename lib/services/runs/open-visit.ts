import type { ServiceContext } from "@/lib/db/scoped";
import { isOtherItem, varsAt } from "@/lib/engine/interpret-loop";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import { closeRuns } from "@/lib/services/runs/close-runs";
import { endWait } from "@/lib/services/runs/end-wait";
import { type Hold, holdOf, holdToken } from "@/lib/services/runs/hold";
import { LEFT_AT_STOP } from "@/lib/services/runs/leave-runs";
import { type LoadedVisit, loadVisit, type VisitToken, viewOf } from "@/lib/services/runs/load-visit";
import { runBefore } from "@/lib/services/runs/next-in-line";
import { LEFT_OVERDUE, overdueOf } from "@/lib/services/runs/overdue";
import type { Place } from "@/lib/services/runs/place";
import { versionGraph } from "@/lib/services/runs/version-graph";
import { previousStart, type Visiting } from "@/lib/services/runs/visiting";

/**
 * Takes a token for one transaction, or says that there is nothing to do (null): the event is an old one, another durable
 * run is talking to a provider for it, its wait is not due, the run has ended, or something holds it.
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
  if (run.leave_before && Date.parse(run.started_at) <= Date.parse(run.leave_before)) {
    await closeRuns({ ctx, runIds: [run.id], status: "exited", reason: LEFT_AT_STOP });
    return null;
  }
  const resumed = await resumption({ ctx, run, token });
  // A step whose provider was already asked is finished also while the workflow is paused.
  const hold = token.status === "running" ? null : await obstacle({ ctx, run });
  if (hold) {
    await holdToken({ ctx, run, token, hold });
    return null;
  }
  const overdue = overdueOf({ run, token });
  if (overdue === "leave") {
    await closeRuns({ ctx, runIds: [run.id], status: "exited", reason: LEFT_OVERDUE });
    return null;
  }
  const graph = await versionGraph({ ctx, versionId: run.version_id });
  return {
    ctx,
    at,
    run,
    graph,
    state: stateOf({ ctx, run, path: token.path }),
    view: viewOf(run),
    token,
    epoch: token.epoch,
    resumed,
    overdue: overdue === "skip_overdue",
    previousStart: previousStart({ run, token }),
    waitsSince: ctx.now,
    steps: new Map(),
    doubts: [],
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

/** What holds the token now: a switch, or an earlier run of the contact that goes first. */
async function obstacle({ ctx, run }: { ctx: ServiceContext; run: LoadedVisit }): Promise<Hold | null> {
  const before = holdOf({ ctx, run }) ?? (await runBefore({ ctx, run }));
  return typeof before === "string" ? { by: "serial", for: before } : before;
}

function stateOf({ ctx, run, path }: { ctx: ServiceContext; run: LoadedVisit; path: string }): RunState {
  const steps: RunState["steps"] = {};
  for (const step of run.steps)
    if (
      step.status !== "running" &&
      step.status !== "waiting" &&
      !isOtherItem({ at: step.path, path, forks: run.forks })
    )
      steps[step.node_key] = step.output;
  return {
    contact: run.contact!,
    trigger: run.trigger,
    steps,
    vars: varsAt({ vars: run.vars, forks: run.forks, path }),
    run: {
      id: run.id,
      workflowId: run.workflow_id,
      workflowName: run.workflow_name,
      startedAt: run.started_at,
      isTest: run.is_test,
    },
    workspace: {
      id: ctx.workspaceId,
      name: run.workspace_name,
      timeZone: run.workspace_time_zone,
      businessHours: run.business_hours,
    },
  };
}
