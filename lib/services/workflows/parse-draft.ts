import type { z } from "zod";
import { fieldErrors } from "@/lib/api/zod-words";
import { type Graph, graphSchema } from "@/lib/engine/graph";
import { upgradeGraph } from "@/lib/engine/upgrade";
import { AppError, type FieldError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";

/**
 * Checks that a graph is sound enough to be stored as a draft: right shape, known node types, unique ids, edges between
 * nodes that exist, and no setting of the wrong type. What is only missing or not finished yet is left to publishing.
 * @throws AppError 422 with every refused field, such as `draft.nodes.3.config.subject`
 */
export function parseDraft(value: unknown): Graph {
  const upgraded = upgradeGraph({ json: value, registry });
  if (!upgraded.ok) throw refuse([{ path: at(upgraded.path), message: upgraded.message }]);
  const parsed = graphSchema.safeParse(upgraded.json, { reportInput: true });
  if (!parsed.success) throw refuse(fieldErrors(parsed.error).map((field) => ({ ...field, path: at(field.path) })));
  const graph = parsed.data;
  const fields = [...shapeProblems(graph), ...graph.nodes.flatMap((_, n) => configProblems({ graph, n }))];
  if (fields.length > 0) throw refuse(fields);
  return graph;
}

function shapeProblems({ nodes, edges }: Graph): FieldError[] {
  const fields: FieldError[] = [];
  const ids = new Set<string>();
  const keys = new Set<string>();
  for (const [n, node] of nodes.entries()) {
    if (!registry.get(node.type))
      fields.push({ path: `draft.nodes.${n}.type`, message: `There is no node type "${node.type}".` });
    if (ids.has(node.id)) fields.push({ path: `draft.nodes.${n}.id`, message: "Another node has this id." });
    if (keys.has(node.key)) fields.push({ path: `draft.nodes.${n}.key`, message: "Another node has this key." });
    ids.add(node.id);
    keys.add(node.key);
  }
  const edgeIds = new Set<string>();
  const taken = new Set<string>();
  for (const [n, edge] of edges.entries()) {
    if (edgeIds.has(edge.id)) fields.push({ path: `draft.edges.${n}.id`, message: "Another edge has this id." });
    edgeIds.add(edge.id);
    const outlet = `${edge.source} ${edge.outlet}`;
    if (taken.has(outlet))
      fields.push({ path: `draft.edges.${n}.outlet`, message: "Another edge leaves this node by this outlet." });
    taken.add(outlet);
    for (const end of ["source", "target"] as const)
      if (!ids.has(edge[end]))
        fields.push({ path: `draft.edges.${n}.${end}`, message: "There is no node with this id." });
  }
  return fields;
}

function configProblems({ graph, n }: { graph: Graph; n: number }): FieldError[] {
  const node = graph.nodes[n]!;
  const parsed = registry.get(node.type)?.config.safeParse(node.config, { reportInput: true });
  if (!parsed || parsed.success) return [];
  const malformed = parsed.error.issues.filter(isMalformed);
  if (malformed.length === 0) return [];
  return fieldErrors({ issues: malformed } as z.ZodError).map((field) => ({
    ...field,
    path: `draft.nodes.${n}.config${field.path && `.${field.path}`}`,
  }));
}

/** Wrong in kind, against merely not finished: an editor never produces these, and nothing could be drawn from them. */
function isMalformed(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "invalid_type") return issue.input !== undefined;
  if (issue.code === "invalid_value") return issue.input !== undefined && issue.input !== "";
  return issue.code === "unrecognized_keys" || issue.code === "invalid_union" || issue.code === "too_big";
}

const at = (path: string) => (path ? `draft.${path}` : "draft");

function refuse(fields: FieldError[]): AppError {
  return new AppError("validation", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
