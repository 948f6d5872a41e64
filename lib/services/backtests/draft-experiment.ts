import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { chooseVariant, HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { type ExperimentRow, experimentRows } from "@/lib/services/experiments/experiment-rows";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** The experiment that runs in the workflow, with what each of its groups goes through in the backtest. */
export interface DraftExperiment {
  id: string;
  name: string;
  /** ISO 8601: who enters earlier takes no part. */
  startedAt: string;
  holdoutPercent: number;
  variants: { id: string; name: string; version: number; weight: number; graph: Graph }[];
  /** The version whose place the draft takes. */
  instead: number;
  /** Whether a version that takes part sends something to a person. */
  sends: boolean;
}

/**
 * The experiment as it would be with the draft in the place of the live version, or of the first variant when the live version
 * takes no part. The holdout stays out and the other variants keep the versions of theirs: so the draft is compared with what
 * the live version did for the same people. Experiments that have ended do not count. Null when none runs.
 */
export async function draftExperiment(args: {
  ctx: ServiceContext;
  workflowId: string;
  publishedVersionId: string | null;
  draft: Graph;
}): Promise<DraftExperiment | null> {
  const { ctx, workflowId, publishedVersionId, draft } = args;
  const found = await experimentRows(ctx)
    .where("workflow_id", "=", workflowId)
    .where("status", "=", "running")
    .executeTakeFirst();
  const row = found as unknown as ExperimentRow | undefined;
  const place = row && (row.variants.find((one) => one.version_id === publishedVersionId) ?? row.variants[0]);
  if (!row || !place) return null;
  const variants: DraftExperiment["variants"] = [];
  for (const { id, name, version, version_id, weight } of row.variants) {
    const graph = id === place.id ? draft : await versionGraph({ ctx, versionId: version_id });
    variants.push({ id, name, version, weight, graph });
  }
  return {
    id: row.id,
    name: row.name,
    startedAt: row.started_at ?? row.created_at,
    holdoutPercent: row.holdout_percent,
    variants,
    instead: place.version,
    sends: variants.some(({ graph }) => sendsSomething(graph)),
  };
}

/** Whether a graph has a step, not turned off, that sends something to a person. */
export const sendsSomething = (graph: Graph): boolean =>
  graph.nodes.some((node) => registry.get(node.type)?.sends && !node.settings.disabled);

/**
 * The group of somebody who enters now: what was written down, else what would be; null when no experiment counts at that
 * moment. `graph` is null for the holdout. A trigger that only the draft has leads to the draft.
 */
export function groupOf(args: {
  experiment: DraftExperiment | null;
  draft: Graph;
  contactId: string;
  /** As `experiment_assignments` holds it. */
  assigned: string | undefined;
  at: string;
  triggerNodeId: string;
}): { name: string; graph: Graph | null } | null {
  const { experiment, draft, contactId, assigned, at, triggerNodeId } = args;
  if (!experiment || Date.parse(at) < Date.parse(experiment.startedAt)) return null;
  const group = assigned ?? chooseVariant({ experiment, contactId });
  if (group === HOLDOUT) return { name: HOLDOUT, graph: null };
  const variant = experiment.variants.find(({ id }) => id === group);
  if (!variant) return null;
  const known = variant.graph.nodes.some(({ id }) => id === triggerNodeId);
  return { name: variant.name, graph: known ? variant.graph : draft };
}
