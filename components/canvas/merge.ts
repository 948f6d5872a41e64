import type { Graph } from "@/lib/engine/graph";

type Item = { id: string };

/**
 * Joins two edits of the same graph when they touch different nodes and connections; null when both changed one of them,
 * or when the result would lead a connection to a node that the other side removed.
 */
export function mergeGraphs({ base, mine, theirs }: { base: Graph; mine: Graph; theirs: Graph }): Graph | null {
  const nodes = mergeItems({ base: base.nodes, mine: mine.nodes, theirs: theirs.nodes });
  const edges = mergeItems({ base: base.edges, mine: mine.edges, theirs: theirs.edges });
  const notes = mergeItems({ base: base.notes, mine: mine.notes, theirs: theirs.notes });
  const settings = pick({ base: base.settings, mine: mine.settings, theirs: theirs.settings });
  if (!nodes || !edges || !notes || !settings) return null;
  const ids = new Set(nodes.map((node) => node.id));
  if (edges.some((edge) => !ids.has(edge.source) || !ids.has(edge.target))) return null;
  if (new Set(nodes.map((node) => node.key)).size < nodes.length) return null;
  return { ...theirs, nodes, edges, notes, settings };
}

function mergeItems<T extends Item>({ base, mine, theirs }: { base: T[]; mine: T[]; theirs: T[] }): T[] | null {
  const [was, my, other] = [base, mine, theirs].map((items) => new Map(items.map((item) => [item.id, item]))) as [
    Map<string, T>,
    Map<string, T>,
    Map<string, T>,
  ];
  const merged: T[] = [];
  for (const id of new Set([...other.keys(), ...my.keys()])) {
    const found = pick({ base: was.get(id), mine: my.get(id), theirs: other.get(id) });
    if (found === null) return null;
    if (found !== undefined) merged.push(found);
  }
  return merged;
}

/** Whichever side changed; null when both did, differently. */
function pick<T>({ base, mine, theirs }: { base: T; mine: T; theirs: T }): T | null {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  return same(mine, base) ? theirs : null;
}

/** JSON with sorted keys: the database does not keep their order. */
const same = (a: unknown, b: unknown) => a === b || sorted(a) === sorted(b);
const sorted = (value: unknown) =>
  JSON.stringify(value, (_key, item) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
