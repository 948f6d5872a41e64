import type { Graph } from "@/lib/engine/graph";

/** A key for a new node of `type`, unused in the graph: `send_email`, then `send_email_2` and so on. */
export function newKey({ graph, type }: { graph: Pick<Graph, "nodes">; type: string }): string {
  const taken = new Set(graph.nodes.map((node) => node.key));
  const base =
    type
      .toLowerCase()
      .replace(/[^a-z0-9_]/g, "_")
      .replace(/^[^a-z]+/, "")
      .slice(0, 58) || "step";
  if (!taken.has(base)) return base;
  let n = 2;
  while (taken.has(`${base}_${n}`)) n += 1;
  return `${base}_${n}`;
}

/** The id of the edge that leaves a node by an outlet: one outlet has one edge, so this is unique. */
export function edgeId({ source, outlet }: { source: string; outlet: string }): string {
  return `${source}:${outlet}`;
}
