import { z } from "zod";
import { contactFields } from "@/lib/conditions/fields";
import type { GraphNode } from "@/lib/engine/graph";
import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";
import { checkTemplate, variablesOf } from "@/lib/template";

const flat = new Set(["id", ...contactFields.map(({ field }) => field.slice("contact.".length))]);
/** Fields of a contact that always have a value, or whose absence stops the message anyway. */
const alwaysThere = new Set(["id", "email", "status", "score", "created_at", "updated_at", "tags", "do_not_contact"]);
const known: Record<string, Set<string>> = {
  trigger: new Set(["type", "activityId", "occurredAt", "data", "changes", "answers"]),
  run: new Set(["id", "workflowId", "workflowName", "startedAt", "isTest"]),
  workspace: new Set(["id", "name", "timeZone"]),
};

/** Templates that do not parse (errors); names that mean nothing, and tokens that may print nothing (warnings). */
export function checkTemplates(check: Check): Problem[] {
  const { graph, registry } = check;
  return graph.nodes.flatMap((node): Problem[] => {
    const definition = registry.get(node.type);
    if (!definition) return [];
    const name = nameOf({ node, registry });
    const warn = (args: { path: string; code: string; message: string }): Problem => ({
      severity: "warning",
      nodeId: node.id,
      ...args,
      message: `${name}: ${args.message}`,
    });
    const unknown = (path: string, field: string) =>
      warn({ path, code: "unknown_variable", message: `There is no "${field}" here; it will be empty.` });
    const templates = templatesOf({ node, check }).flatMap(({ path, template }): Problem[] => {
      const problem = checkTemplate(template);
      if (problem) {
        const message = `${name}: ${problem.message} (line ${problem.line}, column ${problem.column})`;
        return [{ severity: "error", nodeId: node.id, path, code: "bad_template", message }];
      }
      return unique(variablesOf(template), (variable) => variable.path).flatMap((variable): Problem[] => {
        if (!isKnown({ field: variable.path, check })) return [unknown(path, variable.path)];
        if (!definition.sends || variable.hasFallback || !mayBeEmpty(variable.path)) return [];
        const message = `"${variable.path}" may be empty. Give a fallback: {{ ${variable.path} | default: "…" }}.`;
        return [warn({ path, code: "no_fallback", message })];
      });
    });
    const compared = unique(comparedFields(node.config), (field) => field)
      .filter((field) => !isKnown({ field, check }))
      .map((field) => unknown("config", field));
    return [...templates, ...compared];
  });
}

function templatesOf({ node, check }: { node: GraphNode; check: Check }): { path: string; template: string }[] {
  try {
    const found = check.registry.get(node.type)?.templates?.(node.config) ?? [];
    return found
      .filter(({ template }) => typeof template === "string")
      .map(({ path, template }) => ({ path: `config.${path}`, template }));
  } catch {
    return [];
  }
}

function isKnown({ field, check: { graph, registry } }: { field: string; check: Check }): boolean {
  const [root = "", name = "", third] = field.split(".");
  if (root === "vars" || root === "now") return true;
  if (root === "contact") return name === "" || name === "custom" || flat.has(name);
  if (root === "custom") return true;
  if (Object.hasOwn(known, root)) return name === "" || known[root]!.has(name);
  if (root !== "steps") return name === "" && flat.has(root);
  const node = graph.nodes.find(({ key }) => key === name);
  const schema = node && registry.get(node.type)?.output.schema;
  if (!schema) return name === "";
  if (third === undefined || !(schema instanceof z.ZodObject)) return true;
  return Object.hasOwn(schema.shape, third) || (third === "error" && node.settings.onError !== "stop");
}

function mayBeEmpty(field: string): boolean {
  const [root = "", name = ""] = field.split(".");
  return root === "contact" ? !alwaysThere.has(name) : flat.has(root) ? !alwaysThere.has(root) : root === "trigger";
}

/** The fields of every comparison anywhere inside a config. */
function comparedFields(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(comparedFields);
  if (typeof value !== "object" || value === null) return [];
  const { field, op } = value as { field?: unknown; op?: unknown };
  if (typeof field === "string" && typeof op === "string") return [field];
  return Object.values(value).flatMap(comparedFields);
}

function unique<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
