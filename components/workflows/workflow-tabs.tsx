"use client";
import { useWorkspace } from "@/components/shell/api-provider";
import { LinkTabs } from "@/components/shell/link-tabs";
import { cn } from "@/components/ui/cn";

type Tab = "canvas" | "runs" | "entries" | "experiments" | "settings";

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
    { id: "experiments", label: "Experiments", href: `${base}/experiments` },
    { id: "settings", label: "Settings", href: `${base}/settings` },
  ];
  return <LinkTabs label="Sections" tabs={tabs} current={current} className={cn("border-b-0", className)} />;
}
