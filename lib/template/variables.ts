import type { Template } from "liquidjs";
import { liquidFor } from "@/lib/template/liquid";

export interface Variable {
  /** The dotted path, up to the first part that is only known at run time. */
  path: string;
  /** True when the output has a `default` filter, or the name only decides a tag such as `if`. */
  hasFallback: boolean;
  line: number;
  column: number;
}

interface Expression {
  constructor: { name: string };
  getPosition(): [number, number];
}
interface Output {
  value?: { filters: { name: unknown }[]; initial: { postfix: Expression[] } };
}

/** What was found in a parsed template goes when the template does. */
const known = new WeakMap<Template[], readonly Variable[]>();

/**
 * Every name that a parsed template reads from outside itself, in order of place. Looked for once for each parsed template:
 * it takes longer than rendering, and what the engine leaves behind is slow to be collected.
 */
export function variablesIn(templates: Template[]): readonly Variable[] {
  const before = known.get(templates);
  if (before) return before;
  const found = findVariables(templates);
  known.set(templates, found);
  return found;
}

function findVariables(templates: Template[]): Variable[] {
  const bare = new Set<string>();
  for (const { value } of outputsIn(templates)) {
    if (value?.filters.some((filter) => filter.name === "default")) continue;
    for (const part of value?.initial.postfix ?? []) bare.add(part.getPosition().join());
  }
  const { globals } = liquidFor("plain").analyzeSync(templates, { partials: false });
  const found = Object.values(globals)
    .flat()
    .map(({ segments, location: { row, col } }): Variable => {
      const dynamic = segments.findIndex((segment) => typeof segment === "object");
      const path = (dynamic < 0 ? segments : segments.slice(0, dynamic)).join(".");
      return { path, hasFallback: !bare.has(`${row},${col}`), line: row, column: col };
    });
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Where two values stand in one output with nothing between them, which the engine would let pass. */
export function strayValueIn(templates: Template[]): [line: number, column: number] | null {
  for (const { value } of outputsIn(templates)) {
    const parts = value?.initial.postfix ?? [];
    if (parts.length > 1 && !parts.some((part) => "operator" in part)) return parts[1]!.getPosition();
  }
  return null;
}

function outputsIn(templates: Template[]): Output[] {
  return templates.flatMap((template) => {
    const children = template.children?.(false, true);
    if (!children) return isOutput(template) ? [template] : [];
    let step = children.next();
    while (!step.done) step = children.next(step.value as never);
    return outputsIn(step.value);
  });
}

function isOutput(template: Template): template is Template & Output {
  const { value } = template as Output;
  return typeof value === "object" && Array.isArray(value.filters) && Array.isArray(value.initial?.postfix);
}
