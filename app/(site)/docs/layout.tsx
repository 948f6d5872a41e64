import type { ReactNode } from "react";
import { DocsNav } from "@/components/docs/docs-nav";
import { SiteHeader } from "@/components/site/site-header";
import { nodeTypesJson } from "@/lib/nodes/registry";

const kinds = [
  { kind: "trigger", title: "Triggers" },
  { kind: "action", title: "Actions" },
  { kind: "logic", title: "Logic" },
];

export default function DocsLayout({ children }: { children: ReactNode }) {
  const nodes = nodeTypesJson();
  const sections = [
    {
      title: "Reference",
      links: [
        { href: "/docs", label: "Overview" },
        { href: "/docs/nodes", label: "All nodes" },
        { href: "/docs/api", label: "REST API" },
      ],
    },
    ...kinds.map(({ kind, title }) => ({
      title,
      links: nodes
        .filter((node) => node.kind === kind)
        .map((node) => ({ href: `/docs/nodes/${node.type}`, label: node.label })),
    })),
  ];
  return (
    <div className="min-h-dvh">
      <SiteHeader />
      <div className="mx-auto grid max-w-6xl gap-x-10 gap-y-6 px-4 pt-4 pb-16 sm:px-6 lg:grid-cols-[200px_minmax(0,1fr)]">
        <DocsNav sections={sections} />
        <main className="min-w-0">{children}</main>
      </div>
    </div>
  );
}
