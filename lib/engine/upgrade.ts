import { CURRENT_SCHEMA_VERSION } from "@/lib/engine/graph";
import type { NodeRegistry } from "@/lib/nodes/define-node";

type Json = Record<string, unknown>;

/** Steps from one version of the graph's own shape to the next: `1` takes version 1 to version 2. None is needed yet. */
const steps: Record<number, (graph: Json) => Json> = {};

/**
 * Brings a stored or imported graph, any JSON, to the present shape and its nodes' configs to their types' present
 * versions. Does not check the result: parse it with `graphSchema`. A graph or node from a newer release is refused.
 */
export function upgradeGraph({
  json,
  registry,
}: {
  json: unknown;
  registry: NodeRegistry;
}): { ok: true; json: unknown } | { ok: false; path: string; message: string } {
  if (!isObject(json)) return { ok: true, json };
  let graph = json;
  let version = graph.schemaVersion ?? CURRENT_SCHEMA_VERSION;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) return { ok: true, json };
  if (version > CURRENT_SCHEMA_VERSION) {
    return { ok: false, path: "schemaVersion", message: "This workflow was made by a newer release. Update first." };
  }
  while (version < CURRENT_SCHEMA_VERSION) {
    const step = steps[version];
    if (!step) return { ok: false, path: "schemaVersion", message: `Version ${version} can no longer be read.` };
    graph = step(graph);
    version += 1;
  }
  if (!Array.isArray(graph.nodes)) return { ok: true, json: graph };
  const nodes: unknown[] = [];
  for (const [n, node] of graph.nodes.entries()) {
    const definition = isObject(node) && typeof node.type === "string" ? registry.get(node.type) : undefined;
    const from = isObject(node) ? (node.version ?? 1) : 1;
    if (!definition || !isObject(node) || typeof from !== "number" || !isObject(node.config)) {
      nodes.push(node);
    } else if (from > definition.version) {
      const message = `"${definition.label}" comes from a newer release. Update first.`;
      return { ok: false, path: `nodes.${n}.version`, message };
    } else if (from < definition.version && definition.upgrade) {
      nodes.push({ ...node, version: definition.version, config: definition.upgrade({ config: node.config, from }) });
    } else {
      nodes.push(node);
    }
  }
  return { ok: true, json: { ...graph, nodes } };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
