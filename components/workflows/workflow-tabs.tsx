"use client";
import Link from "next/link";
import { useWorkspace } from "@/components/shell/api-provider";
import { cn } from "@/components/ui/cn";
import { tabClass, tabListClass } from "@/components/ui/tab-class";

type Tab = "canvas" | "runs" | "entries" | "settings";

/** The sections of a workflow; each is an address of its own. */
export function WorkflowTabs({
  workflowId,
  current,
  className,
}: {
  workflowId: string;
  current: Tab;
  className?: string;
}) {
  const { slug } = useWorkspace();
  const base = `/w/${slug}/workflows/${workflowId}`;
  const tabs: { id: Tab; label: string; href: string }[] = [
    { id: "canvas", label: "Canvas", href: base },
    { id: "runs", label: "Runs", href: `/w/${slug}/runs?workflow=${workflowId}` },
    { id: "entries", label: "Entry log", href: `${base}/entries` },
    { id: "settings", label: "Settings", href: `${base}/settings` },
  ];
  return (
    <nav aria-label="Sections" className={cn(tabListClass, "border-b-0", className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          href={tab.href}
          aria-current={tab.id === current ? "page" : undefined}
          data-state={tab.id === current ? "active" : "inactive"}
          className={tabClass}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
