import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";

/** What even a draft must keep: known types, ids and keys that name one thing, edges between nodes that exist. */
export function checkStructure({ graph, registry }: Check): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  const keys = new Map<string, string>();
  for (const node of graph.nodes) {
    const at = { severity: "error" as const, nodeId: node.id };
    if (!registry.get(node.type)) {
      problems.push({ ...at, path: "type", code: "unknown_type", message: `There is no step of type "${node.type}".` });
    }
    if (ids.has(node.id)) {
      problems.push({ ...at, path: "id", code: "duplicate_id", message: `Two steps have the id "${node.id}".` });
    }
    ids.add(node.id);
    if (keys.has(node.key)) {
      problems.push({ ...at, path: "key", code: "duplicate_key", message: `Two steps have the key "${node.key}".` });
    }
    keys.set(node.key, node.id);
  }
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edgeIds = new Set<string>();
  const taken = new Set<string>();
  for (const edge of graph.edges) {
    const at = { severity: "error" as const, edgeId: edge.id };
    if (edgeIds.has(edge.id)) {
      problems.push({ ...at, code: "duplicate_id", message: `Two connections have the id "${edge.id}".` });
    }
    edgeIds.add(edge.id);
    for (const end of [edge.source, edge.target]) {
      if (nodes.has(end)) continue;
      problems.push({
        ...at,
        code: "dangling_edge",
        message: `A connection names a step that is not there: "${end}".`,
      });
    }
    const source = nodes.get(edge.source);
    const outlet = `${edge.source} ${edge.outlet}`;
    if (source && taken.has(outlet)) {
      const message = `${nameOf({ node: source, registry })} has two connections from one way out.`;
      problems.push({ ...at, nodeId: source.id, code: "outlet_taken", message });
    }
    taken.add(outlet);
  }
  return problems;
}
