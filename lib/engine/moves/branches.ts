import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { waysOf } from "@/lib/engine/validate/ways";
import type { NodeRegistry } from "@/lib/nodes/define-node";

const MAX_PLACES = 20_000;

/**
 * Inside which parallel steps and loops each node can be reached from the triggers: chains of node ids from the outermost
 * in, "" for none. A node no way leads to stands at the top.
 */
export function branchesOf({ graph, registry }: { graph: Graph; registry: NodeRegistry }): Map<string, Set<string>> {
  const { nodes } = indexGraph(graph);
  const ways = waysOf({ graph, registry });
  const role = (id: string) => {
    const node = nodes.get(id);
    return node && !node.settings.disabled ? registry.get(node.type)?.role : undefined;
  };
  const found = new Map<string, Set<string>>();
  const queue = graph.nodes
    .filter((node) => registry.get(node.type)?.kind === "trigger")
    .map((node) => ({ id: node.id, inside: [] as string[] }));
  let places = 0;
  for (const { id, inside } of queue) {
    const chain = inside.join("/");
    const chains = found.get(id) ?? new Set();
    if (chains.has(chain) || ++places > MAX_PLACES) continue;
    found.set(id, chains.add(chain));
    const after = afterNode({ role: role(id), inside, id, innerRole: role(inside.at(-1) ?? "") });
    if (!after) continue;
    for (const { outlet, target } of ways(id)) {
      const isItem = role(id) === "loop" && outlet === "item";
      if (isItem && inside.includes(id)) continue;
      const back = role(target) === "loop" && inside.includes(target);
      if (!back) queue.push({ id: target, inside: isItem ? [...after, id] : after });
    }
  }
  for (const node of graph.nodes) if (!found.has(node.id)) found.set(node.id, new Set([""]));
  return found;
}

function afterNode(args: { role: string | undefined; innerRole: string | undefined; inside: string[]; id: string }) {
  const { role, innerRole, inside, id } = args;
  if (role === "join") return innerRole === "fork" ? inside.slice(0, -1) : inside;
  if (role !== "fork") return inside;
  return inside.includes(id) ? null : [...inside, id];
}

/** All that a parallel step or loop holds, as text: equal texts mean the same steps with the same settings and connections. */
export function branchesText({
  graph,
  branches,
  forkId,
}: {
  graph: Graph;
  branches: Map<string, Set<string>>;
  forkId: string;
}): string {
  const within = (id: string) =>
    id === forkId || [...(branches.get(id) ?? [])].some((chain) => chain.split("/").includes(forkId));
  const nodes = graph.nodes
    .filter(({ id }) => within(id))
    .map(({ id, key, type, version, config, settings: { note: _, ...settings } }) => ({
      id,
      key,
      type,
      version,
      config,
      settings,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const edges = graph.edges
    // What follows when all of it is over may change: nobody in here has come to it.
    .filter(({ source, target }) => within(source) && within(target))
    .map(({ source, outlet, target }) => `${source} ${outlet} ${target}`)
    .toSorted();
  return stable({ nodes, edges });
}

/** JSON with sorted keys, because jsonb does not keep their order. */
export function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item) =>
      typeof item === "object" && item !== null && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).toSorted())
        : item,
    ) ?? ""
  );
}
