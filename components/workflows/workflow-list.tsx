"use client";
import { Workflow } from "lucide-react";
import { useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NewWorkflowDialog } from "@/components/workflows/new-workflow-dialog";
import { type WorkflowSummary, workflows } from "@/lib/api/contracts/workflows";

type Filters = { status?: WorkflowSummary["status"]; search?: string };

/** All workflows of the workspace, with what starts them and what their runs did today. */
export function WorkflowList({ initial, filters }: { initial: Page<WorkflowSummary>; filters: Filters }) {
  const api = useApi();
  const format = useFormat();
  const { slug, role } = useWorkspace();
  const [creating, setCreating] = useState<string | null>(null);
  const pages = usePages<WorkflowSummary>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(workflows.list, { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  const filtered = Boolean(filters.status || filters.search);
  const columns: Column<WorkflowSummary>[] = [
    { id: "name", header: "Name", width: "26%", cell: (workflow) => workflow.name },
    {
      id: "status",
      header: "Status",
      width: "170px",
      cell: (workflow) => (
        <span className="inline-flex gap-1.5">
          <StatusBadge kind="workflow" status={workflow.status} />
          {workflow.has_changes ? <Badge tone="outline">Draft differs</Badge> : null}
        </span>
      ),
    },
    {
      id: "trigger",
      header: "Starts",
      hideStacked: true,
      cell: (workflow) => (
        <span className="text-muted-foreground" title={workflow.triggers.join("\n")}>
          {workflow.triggers.length === 0
            ? "Nothing starts it yet"
            : workflow.triggers.length === 1
              ? workflow.triggers[0]
              : `${workflow.triggers[0]} and ${workflow.triggers.length - 1} more`}
        </span>
      ),
    },
    {
      id: "today",
      header: "Runs today",
      width: "96px",
      align: "right",
      hideBelow: "md",
      hideStacked: true,
      cell: (workflow) => format.number(workflow.runs.today),
    },
    {
      id: "active",
      header: "Under way",
      width: "96px",
      align: "right",
      cell: (workflow) => (
        <Count
          value={workflow.runs.active}
          word={workflow.runs.held > 0 ? `under way, ${format.number(workflow.runs.held)} held` : "under way"}
          text={format.number(workflow.runs.active)}
        />
      ),
    },
    {
      id: "failed",
      header: "Failed today",
      width: "104px",
      align: "right",
      hideBelow: "lg",
      cell: (workflow) => (
        <Count
          value={workflow.runs.failed_today}
          word="failed today"
          text={format.number(workflow.runs.failed_today)}
          bad
        />
      ),
    },
    {
      id: "updated",
      header: "Changed",
      width: "140px",
      hideBelow: "xl",
      cell: (workflow) => <RelativeTime at={workflow.updated_at} className="text-muted-foreground" />,
    },
  ];
  return (
    <>
      <FilterBar
        search={{ label: "Search workflows" }}
        filters={[
          {
            param: "status",
            label: "Status",
            options: [
              { value: "live", label: "Live" },
              { value: "paused", label: "Paused" },
              { value: "stopped", label: "Stopped" },
              { value: "draft", label: "Draft" },
              { value: "archived", label: "Archived" },
            ],
          },
        ]}
      />
      <DataTable
        label="Workflows"
        columns={columns}
        getId={(workflow) => workflow.id}
        href={(workflow) => `/w/${encodeURIComponent(slug)}/workflows/${workflow.id}`}
        {...pages.table}
        empty={
          filtered ? (
            <EmptyState
              icon={<Workflow aria-hidden />}
              title="No workflow fits these filters"
              description="Clear a filter or search for another name."
            />
          ) : (
            <EmptyState
              icon={<Workflow aria-hidden />}
              title="Draw your first workflow"
              description="A workflow reacts to what people do: someone submits a form, an email goes out, time passes, a question decides what comes next."
              action={
                role === "viewer" ? undefined : (
                  <>
                    <Button onClick={() => setCreating("welcome")}>Welcome new leads</Button>
                    <Button variant="outline" onClick={() => setCreating("blank")}>
                      Start blank
                    </Button>
                  </>
                )
              }
            />
          )
        }
      />
      {creating ? <NewWorkflowDialog open starter={creating} onOpenChange={() => setCreating(null)} /> : null}
    </>
  );
}

function Count({ value, text, word, bad }: { value: number; text: string; word: string; bad?: boolean }) {
  return (
    <span className={value === 0 ? "text-muted-foreground" : bad ? "font-medium text-failed" : undefined}>
      {text}
      <span className="@min-[640px]:sr-only"> {word}</span>
    </span>
  );
}
