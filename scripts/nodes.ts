import { readFileSync, writeFileSync } from "node:fs";
import { createViteServer } from "vitest/node";
import type { NodeDefinition } from "../lib/nodes/define-node.ts";
import { inProject, root } from "./support/paths.ts";

const target = "docs/nodes.md";
/** What the title of a node's test begins with. Only nodes that send or ask a provider must have the third. */
const kinds = ["happy path", "refused config", "provider failure", "simulated"] as const;

/** The tests of a node type: its file, how many it declares, and the kinds it lacks (all of them without a file). */
export function testsOf(node: NodeDefinition): { file: string; tests: number; lacks: string[] } {
  const file = `tests/unit/nodes/${node.type}.test.ts`;
  const text = readOr(file, "");
  const needed = kinds.filter((kind) => kind !== "provider failure" || node.sends || node.performs);
  return {
    file,
    tests: text.match(/^\s*test(\.each)?\(/gm)?.length ?? 0,
    lacks: needed.filter((kind) => !new RegExp(`\\(\\s*"${kind}: `).test(text)),
  };
}

/** docs/nodes.md: one line for each node type of the registry, and how many have no tests of every kind. */
export function nodesPage(nodes: NodeDefinition[]): string {
  const rows = nodes.map((node) => {
    const { file, tests } = testsOf(node);
    const leaves = [node.sends ?? (node.performs && "asks a provider"), node.cost && "costs money"];
    const outlets = waysOut(node).map(({ id }) => `\`${id}\``);
    return [
      ...[`\`${node.type}\``, node.label, node.kind, node.group, outlets.join(", ") || "none"],
      ...[leaves.filter(Boolean).join(", ") || "no", `[${tests} tests](../${file})`],
    ];
  });
  const lacking = nodes.filter((node) => testsOf(node).lacks.length > 0);
  return [
    "# Nodes",
    "",
    "Made from the registry by `npm run nodes`. Do not edit. The ways out are those of a node as it is dropped on the",
    "canvas: branches, time limits and an error way change them. A `test.each` counts as one test.",
    "",
    "| Type | Label | Kind | Group | Ways out | Sends or asks | Tests |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    `${nodes.length} node types. Each is tested for what it does, for settings it refuses, for how it takes a provider's`,
    "failure where it asks one, and for a dry run that answers in the same shape:",
    `${lacking.length} nodes without one${lacking.map(({ type }) => `, ${type}`).join("")}.`,
    "",
  ].join("\n");
}

/** Whether docs/nodes.md is what the registry says. */
export const nodesPageIsCurrent = (nodes: NodeDefinition[]): boolean => readOr(target, "") === nodesPage(nodes);

function waysOut(node: NodeDefinition): { id: string }[] {
  const parsed = node.config.safeParse(node.defaults);
  try {
    return node.outlets(parsed.success ? parsed.data : node.defaults);
  } catch {
    return [];
  }
}

function readOr(path: string, other: string): string {
  try {
    return readFileSync(inProject(path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return other;
    throw error;
  }
}

if (import.meta.main) {
  // The registry finds its nodes with a feature of the bundler, so the bundler loads it.
  const bundler = await createViteServer({
    configFile: false,
    root,
    resolve: { alias: { "@": root } },
    appType: "custom",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  const { allNodes } = await bundler.ssrLoadModule("/lib/nodes/registry.ts");
  const page = nodesPage(allNodes());
  writeFileSync(inProject(target), page);
  console.log(`Wrote ${target}. ${page.trimEnd().split("\n").at(-1)}`);
  await bundler.close();
}
