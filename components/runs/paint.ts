import type { Graph } from "@/lib/engine/graph";
import { innermostFork } from "@/lib/engine/path";

/** What is read of a step, real or simulated. */
export type PaintedStep = { node_id: string; status: string; outlet: string | null; path: string };
export type Paint = {
  statusByNode: Record<string, string>;
  counts: Record<string, number>;
  takenOutlets: Record<string, string[]>;
};

/** What the steps of a run say about its canvas: the state of each node's last step, its visits, the ways out taken. */
export function paintSteps({ steps, graph }: { steps: PaintedStep[]; graph: Graph }): Paint {
  const paint: Paint = { statusByNode: {}, counts: {}, takenOutlets: {} };
  const onlyOutlet = new Map<string, string | null>();
  for (const { source, outlet } of graph.edges)
    onlyOutlet.set(source, onlyOutlet.has(source) && onlyOutlet.get(source) !== outlet ? null : outlet);
  for (const step of steps) {
    paint.statusByNode[step.node_id] = step.status;
    paint.counts[step.node_id] = (paint.counts[step.node_id] ?? 0) + 1;
    const taken = outletsTaken({ step, graph, only: onlyOutlet.get(step.node_id) ?? null, steps });
    paint.takenOutlets[step.node_id] = [...new Set([...(paint.takenOutlets[step.node_id] ?? []), ...taken])];
  }
  return paint;
}

type Asked = { step: PaintedStep; graph: Graph; only: string | null; steps: PaintedStep[] };

function outletsTaken({ step, graph, only, steps }: Asked): string[] {
  if (step.outlet) return [step.outlet];
  // A split leaves by several ways at once and names none: what was reached inside its branches tells which.
  const branches = steps.flatMap((other) => {
    const inside = innermostFork(other.path);
    return inside && inside.fork.nodeId === step.node_id ? [inside.branch] : [];
  });
  const known = branches.filter((branch) =>
    graph.edges.some((edge) => edge.source === step.node_id && edge.outlet === branch),
  );
  if (known.length > 0) return known;
  return step.status === "done" && only ? [only] : [];
}
