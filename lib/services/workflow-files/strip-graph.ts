import type { WorkflowFile } from "@/lib/api/contracts/workflow-files";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { compact, setAt, thingsOf } from "@/lib/services/workflow-files/config-paths";

/** Belong to one workspace alone, or are secret. */
const LEFT_OUT = new Set(["secret", "hook", "member"]);
/** Names of headers and parameters whose value is as good as a password, also when it was typed in plainly. */
const SECRET_NAMES = /authorization|api[-_]?key|token|secret|password|cookie|signature/i;

/** The graph without secrets, members and webhook addresses, and where they were. */
export function stripGraph(graph: Graph): { graph: Graph; leftOut: WorkflowFile["left_out"] } {
  const leftOut: WorkflowFile["left_out"] = [];
  const nodes = graph.nodes.map((node): GraphNode => {
    let config: Record<string, unknown> = node.config;
    const without = ({ path, kind }: { path: string; kind: string }) => {
      leftOut.push({ node_id: node.id, path, kind });
      config = setAt({ config, path, value: undefined });
    };
    for (const thing of thingsOf(node)) if (LEFT_OUT.has(thing.kind)) without(thing);
    for (const path of typedSecrets(config)) without({ path, kind: "secret" });
    return { ...node, config: compact(config) };
  });
  return { graph: { ...graph, nodes }, leftOut };
}

/** Paths of values that stand beside a name such as Authorization. */
function typedSecrets(value: unknown, path: string[] = []): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { name, value: typed } = value as { name?: unknown; value?: unknown };
  const own =
    typeof name === "string" && SECRET_NAMES.test(name) && typeof typed === "string" && typed !== ""
      ? [[...path, "value"].join(".")]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, item]) => typedSecrets(item, [...path, key]))];
}
