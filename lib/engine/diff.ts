import { type Condition, describeCondition } from "@/lib/conditions";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { outletsOf } from "@/lib/engine/outlets";
import type { NodeRegistry } from "@/lib/nodes/define-node";

export interface Change {
  kind: "added" | "removed" | "changed" | "connected" | "disconnected" | "settings";
  /** In the new graph; for removed nodes in the old one; null for the settings of the whole workflow. */
  nodeId: string | null;
  /** A full sentence. */
  message: string;
  /** For `changed`: `name`, `type`, `config.…` or `settings.…`, with both values as they are stored. */
  path?: string;
  from?: unknown;
  to?: unknown;
}

/** What changed between two graphs, for people: nodes, their fields, connections. Moving a node is no change. */
export function diffGraphs({
  before,
  after,
  registry,
}: {
  before: Graph;
  after: Graph;
  registry: NodeRegistry;
}): Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const present = new Map(after.nodes.map((node) => [node.id, node]));
  const name = (node: GraphNode | undefined) =>
    `"${(node && (node.name ?? registry.get(node.type)?.label ?? node.type)) ?? "?"}"`;
  const changes: Change[] = [];
  for (const node of after.nodes) {
    const was = old.get(node.id);
    if (!was) changes.push({ kind: "added", nodeId: node.id, message: `${name(node)} was added.` });
    else changes.push(...fieldChanges({ was, node, name: name(node) }));
  }
  for (const node of before.nodes) {
    if (!present.has(node.id))
      changes.push({ kind: "removed", nodeId: node.id, message: `${name(node)} was removed.` });
  }
  const label = ({ graph, source, outlet }: { graph: Graph; source: string; outlet: string }) => {
    const node = graph.nodes.find(({ id }) => id === source);
    const definition = node && registry.get(node.type);
    const found = definition && outletsOf({ node, definition }).find(({ id }) => id === outlet);
    return found?.label ? `${name(node)}, ${found.label},` : name(node);
  };
  const oldTargets = new Map(before.edges.map((edge) => [`${edge.source} ${edge.outlet}`, edge.target]));
  const newTargets = new Map(after.edges.map((edge) => [`${edge.source} ${edge.outlet}`, edge.target]));
  for (const { source, outlet, target } of after.edges) {
    const was = oldTargets.get(`${source} ${outlet}`);
    if (was === target) continue;
    const instead = was === undefined || !old.has(was) ? "" : ` instead of ${name(old.get(was))}`;
    const message = `${label({ graph: after, source, outlet })} now leads to ${name(present.get(target))}${instead}.`;
    changes.push({ kind: "connected", nodeId: source, message, from: was ?? null, to: target });
  }
  for (const { source, outlet, target } of before.edges) {
    if (newTargets.has(`${source} ${outlet}`) || !present.has(source)) continue;
    const message = `${label({ graph: before, source, outlet })} no longer leads to ${name(old.get(target))}.`;
    changes.push({ kind: "disconnected", nodeId: source, message, from: target, to: null });
  }
  if (before.settings.maxVisits !== after.settings.maxVisits) {
    const [from, to] = [before.settings.maxVisits, after.settings.maxVisits];
    const message = `A step may now be reached ${to} times instead of ${from}.`;
    changes.push({ kind: "settings", nodeId: null, path: "settings.maxVisits", from, to, message });
  }
  return changes;
}

function fieldChanges({ was, node, name }: { was: GraphNode; node: GraphNode; name: string }): Change[] {
  const pick = ({ name: called, type, key, config, settings }: GraphNode) => ({
    name: called,
    type,
    key,
    config,
    settings,
  });
  return differences({ from: pick(was), to: pick(node), path: [] }).map(({ path, from, to }) => ({
    kind: "changed",
    nodeId: node.id,
    path: path.join("."),
    from,
    to,
    message: sentence({ what: `${name}: ${words(path)}`, from: shown(from), to: shown(to) }),
  }));
}

/** Descends into plain groups of fields; lists and conditions are compared, and shown, as a whole. */
function differences({
  from,
  to,
  path,
}: {
  from: unknown;
  to: unknown;
  path: string[];
}): { path: string[]; from: unknown; to: unknown }[] {
  if (stable(from) === stable(to)) return [];
  if (!isGroup(from) || !isGroup(to) || isCondition(from) || isCondition(to)) return [{ path, from, to }];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) => differences({ from: from[name], to: to[name], path: [...path, name] }));
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCondition = (value: Record<string, unknown>) =>
  ["all", "any", "not", "op"].some((key) => Object.hasOwn(value, key));

/** JSON with sorted keys, because jsonb does not keep their order. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item) =>
      isGroup(item) ? Object.fromEntries(Object.entries(item).toSorted()) : item,
    ) ?? ""
  );
}

function words(path: string[]): string {
  const names = path[0] === "config" || path[0] === "settings" ? path.slice(1) : path;
  return (
    names
      .join(" ")
      .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`)
      .replace(/_/g, " ") || "everything"
  );
}

/** With both values where both can be said in words. */
function sentence({ what, from, to }: { what: string; from: string | null; to: string | null }): string {
  return from === null || to === null ? `${what} changed.` : `${what} changed from ${from} to ${to}.`;
}

/** A value as people write it; null for lists and groups, which only programs read. */
function shown(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (isGroup(value) && isCondition(value)) return cut(describeCondition(value as Condition));
  if (typeof value === "object") return null;
  return cut(typeof value === "string" ? `"${value}"` : String(value));
}

const cut = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
