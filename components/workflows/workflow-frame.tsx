import type { ReactNode } from "react";
import { AccessBanner, AccessProvider } from "@/components/collaborators/workflow-access";
import { Crumb } from "@/components/shell/crumb";
import { PageBody } from "@/components/shell/page-body";
import { StatusBadge } from "@/components/shell/status-badge";
import { WorkflowTabs } from "@/components/workflows/workflow-tabs";
import type { WorkflowAnswer } from "@/lib/api/contracts/workflows";

type Props = { workflow: WorkflowAnswer; current: "entries" | "experiments" | "settings"; children: ReactNode };

/** A section of a workflow beside its canvas: the same head, then the content. */
export function WorkflowFrame({ workflow, current, children }: Props) {
  return (
    <AccessProvider access={workflow.access}>
      <header className="border-b px-4 pt-2">
        <Crumb label={workflow.name} />
        <div className="flex min-h-8 flex-wrap items-center gap-2.5 px-1.5">
          <h1 className="min-w-0 text-lg font-semibold break-words">{workflow.name}</h1>
          <StatusBadge kind="workflow" status={workflow.status} />
        </div>
        <WorkflowTabs workflowId={workflow.id} current={current} />
      </header>
      <AccessBanner />
      <PageBody wide={current === "entries"}>{children}</PageBody>
    </AccessProvider>
  );
}
