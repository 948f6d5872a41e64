import { checkConfig } from "@/lib/engine/validate/check-config";
import { checkFlow } from "@/lib/engine/validate/check-flow";
import { checkJoins } from "@/lib/engine/validate/check-joins";
import { checkJumps } from "@/lib/engine/validate/check-jumps";
import { checkStructure } from "@/lib/engine/validate/check-structure";
import { checkTemplates } from "@/lib/engine/validate/check-templates";
import type { Check, Problem } from "@/lib/engine/validate/problem";

/**
 * Everything that is wrong with a graph (of the right shape: `graphSchema`), errors first. Publishing needs no errors.
 * `lookups` says which forms exist; without it ids are not checked.
 */
export function validateGraph(check: Check): Problem[] {
  const structure = checkStructure(check);
  const problems = [
    ...structure,
    ...checkConfig(check),
    ...checkFlow(check),
    ...checkJoins(check),
    ...checkJumps(check),
    ...checkTemplates(check),
  ];
  return problems.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}

/**
 * What refuses even to save a draft: unknown node types, ids or keys used twice, connections to nowhere or two from one
 * way out. A draft may be incomplete in every other respect.
 */
export function checkDraft(check: Pick<Check, "graph" | "registry">): Problem[] {
  return checkStructure(check);
}
