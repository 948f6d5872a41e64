import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { forkKey, innermostFork, visitKey } from "@/lib/engine/path";
import type { LiveToken, RunView, StepWrite } from "@/lib/engine/transition";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { Doubt } from "@/lib/services/effects/claim-effect";
import type { LoadedVisit, VisitStep } from "@/lib/services/runs/load-visit";
import type { Place } from "@/lib/services/runs/place";

/** One step row to write: a visit of one node. */
export interface PendingStep extends Omit<StepWrite, "status"> {
  status: StepWrite["status"] | "running";
  path: string;
  nodeId: string;
  nodeKey: string;
  nodeType: string;
  visit: number;
  input: Record<string, unknown>;
  attempts: number;
  startedAt: string;
}

/** What one transaction of a visit knows and has yet to write. The token walks; `view` follows it node by node. */
export interface Visiting {
  ctx: ServiceContext;
  at: Place;
  run: LoadedVisit;
  graph: Graph;
  state: RunState;
  view: RunView;
  /** The acting token, as it is in `view`. */
  token: LiveToken;
  epoch: number;
  /** How the wait of the present node ended, null on a first arrival. */
  resumed: Resumed | null;
  /** Its step came due during a pause: what would be sent up to the next wait is skipped. */
  overdue: boolean;
  /** What answers the wait that begins now: it happened while a provider was being asked. */
  answered?: Resumed | null;
  /** When the token's previous step began: waits look back as far. */
  previousStart: string;
  /** The same for the node whose step was noted last. */
  waitsSince: string;
  steps: Map<string, PendingStep>;
  /** What the claims of the present node have settled as unknown: it stays so when the node throws for it. */
  doubts: Doubt[];
  /** A node of this transaction wrote the contact: the next one must read it afresh. */
  contactChanged: boolean;
}

/** The stored row of the visit the token stands at, if there is one. */
export function storedStep({ run, token }: Visiting): VisitStep | undefined {
  return run.steps.find(
    (step) => step.path === token.path && step.node_id === token.nodeId && step.visit === token.visit,
  );
}

/** When the step before the token's present one began: its own last one, for a fresh branch the fork. */
export function previousStart({ run, token }: { run: LoadedVisit; token: LiveToken }): string {
  const inner = innermostFork(token.path);
  const own = run.steps.findLast(
    (step) =>
      step.token_id === token.id &&
      !(step.path === token.path && step.node_id === token.nodeId && step.visit === token.visit),
  );
  const fork =
    inner &&
    run.steps.find(
      (step) => forkKey({ nodeId: step.node_id, visit: step.visit, path: step.path }) === forkKey(inner.fork),
    );
  return own?.started_at ?? fork?.started_at ?? run.started_at;
}

export const stepKey = ({ path, nodeId, visit }: { path: string; nodeId: string; visit: number }): string =>
  `${visitKey({ path, nodeId })}|${visit}`;
