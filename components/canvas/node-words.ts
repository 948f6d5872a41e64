import { fieldInfo } from "@/lib/conditions/fields";
import type { GraphNode } from "@/lib/engine/graph";
import { outletsOf } from "@/lib/engine/outlets";
import type { NameLookup, Outlet } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

const outlets = new WeakMap<GraphNode, Outlet[]>();

/** A node's ways out as it is set up now; computed once per node object. */
export function outletsOfNode(node: GraphNode): Outlet[] {
  const known = outlets.get(node);
  if (known) return known;
  const definition = registry.get(node.type);
  const found = definition ? outletsOf({ node, definition }) : [];
  outlets.set(node, found);
  return found;
}

/** What a node is called: the name its author gave, else its type's label. */
export function nodeTitle(node: GraphNode): string {
  return node.name ?? registry.get(node.type)?.label ?? node.type;
}

/** One sentence with the node's real values, variables by their names. Never throws, whatever the config holds. */
export function nodeSummary({ node, names }: { node: GraphNode; names: NameLookup }): string {
  try {
    const text = registry.get(node.type)?.summary(node.config, names) ?? "This kind of step is not known here.";
    return text.replace(/\{\{-?\s*([\w.]+)[^{}]*\}\}/g, (_all, path: string) => `[${fieldInfo(path).label}]`);
  } catch {
    return "Not set up yet";
  }
}
