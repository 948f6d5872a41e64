import type { GraphNode } from "@/lib/engine/graph";
import type { ReferenceKind } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

export interface NamedThing {
  path: string;
  kind: ReferenceKind;
  id: string;
}

/** What a step's settings name by id; nothing where they are too unfinished to tell. */
export function thingsOf(node: GraphNode): NamedThing[] {
  try {
    return registry.get(node.type)?.references?.(node.config) ?? [];
  } catch {
    return [];
  }
}

type Tree = Record<string, unknown>;

/** A copy of the settings with the value at a dotted path replaced; undefined takes it out. Lists keep their length until `compact`. */
export function setAt({ config, path, value }: { config: Tree; path: string; value: unknown }): Tree {
  const copy = structuredClone(config);
  const steps = path.split(".");
  const last = steps.pop() as string;
  let at: Tree | undefined = copy;
  for (const step of steps) at = at?.[step] as Tree | undefined;
  if (typeof at !== "object" || at === null || !Object.hasOwn(at, last)) return copy;
  if (value === undefined && !Array.isArray(at)) delete at[last];
  else at[last] = value;
  return copy;
}

/** Takes what `setAt` left empty out of lists. */
export function compact<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(compact) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)])) as T;
}
