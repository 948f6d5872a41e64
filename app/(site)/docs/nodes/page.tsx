import type { Metadata } from "next";
import Link from "next/link";
import { NodeIcon } from "@/components/canvas/node-icon";
import { nodeTypesJson } from "@/lib/nodes/registry";

export const metadata: Metadata = { title: "Nodes" };

/** Every node type by group, in one list to scan. */
export default function NodesPage() {
  const nodes = nodeTypesJson();
  const groups = [...new Set(nodes.map((node) => node.group))];
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Nodes</h1>
      <p className="mt-2 max-w-prose text-muted-foreground">
        A workflow starts at a trigger and goes from step to step along its lines. What a step gives out can be used
        further on as <code className="font-mono text-xs">{"{{ steps.<key>.<name> }}"}</code>.
      </p>
      {groups.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`} className="mt-8">
          <h2 id={`group-${group}`} className="text-base font-semibold">
            {group}
          </h2>
          <ul className="mt-3 grid gap-2 sm:grid-cols-2">
            {nodes
              .filter((node) => node.group === group)
              .map((node) => (
                <li key={node.type}>
                  <Link
                    href={`/docs/nodes/${node.type}`}
                    className="flex h-full gap-3 rounded-md border bg-card p-3 hover:border-primary"
                  >
                    <NodeIcon icon={node.icon} kind={node.kind as "trigger" | "action" | "logic"} />
                    <span className="min-w-0">
                      <span className="block font-medium">{node.label}</span>
                      <span className="block text-pretty text-muted-foreground">{node.description}</span>
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
