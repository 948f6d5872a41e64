import type { GraphNode } from "@/lib/engine/graph";
import type { NodeDefinition, Outlet } from "@/lib/nodes/define-node";

/**
 * The ways out of a node as it is set up now, with `error` last when its failures take a branch of their own. Copes with a
 * config that is not complete: then as many outlets as it already tells, or those of a freshly dropped node.
 */
export function outletsOf({ node, definition }: { node: GraphNode; definition: NodeDefinition }): Outlet[] {
  const outlets = ownOutlets({ node, definition });
  return node.settings.onError === "branch" ? [...outlets, { id: "error", label: "Failed" }] : outlets;
}

function ownOutlets({ node, definition }: { node: GraphNode; definition: NodeDefinition }): Outlet[] {
  const parsed = definition.config.safeParse(node.config);
  if (parsed.success) return definition.outlets(parsed.data);
  for (const config of [{ ...definition.defaults, ...node.config }, definition.defaults]) {
    try {
      const outlets = definition.outlets(config);
      if (outlets.every(({ id }) => typeof id === "string")) return outlets;
    } catch {
      // An incomplete config may lack what `outlets` reads; the next guess is poorer but safe.
    }
  }
  return [];
}
