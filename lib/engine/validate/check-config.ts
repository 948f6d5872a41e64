import type { z } from "zod";
import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";
import type { ReferenceKind } from "@/lib/nodes/define-node";

/** Every field of every node's config: missing and wrong values, ids that do not exist, and the node's own advice. */
export function checkConfig({ graph, registry, lookups }: Check): Problem[] {
  return graph.nodes.flatMap((node): Problem[] => {
    const definition = registry.get(node.type);
    if (!definition) return [];
    const parsed = definition.config.safeParse(node.config);
    const name = nameOf({ node, registry });
    const wrong = (parsed.error?.issues ?? []).map(inWords).map(
      ({ path, message }): Problem => ({
        severity: "error",
        nodeId: node.id,
        path: ["config", ...path].join("."),
        code: "bad_config",
        message: `${name}: ${message}`,
      }),
    );
    const advice = tolerant(() => definition.advise?.(node.config)).map(
      ({ path, code, message }): Problem => ({
        severity: "warning",
        nodeId: node.id,
        path: `config.${path}`,
        code,
        message: `${name}: ${message}`,
      }),
    );
    const missing = tolerant(() => definition.references?.(node.config)).flatMap(({ path, id, kind }): Problem[] => {
      if (kind !== "form") {
        if (!lookups?.things || lookups.things.has(`${kind} ${id}`)) return [];
        const message = `${name}: ${gone[kind]}`;
        return [{ severity: "error", nodeId: node.id, path: `config.${path}`, code: `unknown_${kind}`, message }];
      }
      const form = lookups?.forms?.get(id);
      if (!lookups?.forms || form?.published) return [];
      const message = form ? `${name}: This form is not published yet.` : `${name}: This form does not exist.`;
      const code = form ? "form_unpublished" : "unknown_form";
      return [{ severity: "error", nodeId: node.id, path: `config.${path}`, code, message }];
    });
    return [...wrong, ...advice, ...missing];
  });
}

const gone: Record<Exclude<ReferenceKind, "form">, string> = {
  secret: "This secret does not exist. Choose another one, or add it in Settings, Secrets.",
  segment: "This segment does not exist any more. Choose another one.",
  workflow: "This workflow does not exist any more. Choose another one.",
  member: "This person is not a member of the workspace any more. Choose another one.",
  hook: "This webhook address does not exist any more. Create a new one.",
};

/** A zod issue as path and sentence. Messages that a schema wrote itself pass; zod's own are put into plain words. */
export function inWords(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code === "unrecognized_keys") {
    return { path: [...issue.path, issue.keys[0] ?? ""], message: `There is no field "${issue.keys.join('", "')}".` };
  }
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const closest = issue.errors.find((issues) => issues.every((inner) => inner.code !== "unrecognized_keys"));
    const inner = closest?.find((candidate) => candidate.path.length > 0);
    if (!inner) return { path: issue.path, message: "This is not complete." };
    const { path, message } = inWords(inner);
    return { path: [...issue.path, ...path], message };
  }
  const plain = /^Invalid input: expected .*, received undefined$/.test(issue.message)
    ? "This is needed."
    : issue.message.replace(/^Invalid input: expected (\w+), received .*$/, "This must be a $1.");
  return { path: issue.path, message: plain };
}

function tolerant<T>(list: () => T[] | undefined): T[] {
  try {
    return list() ?? [];
  } catch {
    return [];
  }
}
