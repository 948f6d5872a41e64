import type { Graph, GraphNode } from "@/lib/engine/graph";
import type { NodeRegistry } from "@/lib/nodes/define-node";

export interface Problem {
  /** Errors refuse publishing; warnings are advice. */
  severity: "error" | "warning";
  nodeId?: string;
  edgeId?: string;
  /** Inside the node: `config.subject`, `config.branches.0.name`, `settings.onError`, `key`, `type`. */
  path?: string;
  /** Stable, for programs. */
  code: string;
  /** For people, a full sentence. */
  message: string;
}

/** What a workspace knows, so that ids in configs can be checked; what is absent is not checked. */
export interface Lookups {
  forms?: ReadonlyMap<string, { published: boolean }>;
  /** Other things that configs name, as `<kind> <id>`. */
  things?: ReadonlySet<string>;
}

export interface Check {
  graph: Graph;
  registry: NodeRegistry;
  lookups?: Lookups;
}

/** A node as a sentence names it. */
export function nameOf({ node, registry }: { node: GraphNode; registry: NodeRegistry }): string {
  return `"${node.name ?? registry.get(node.type)?.label ?? node.type}"`;
}
