"use client";
import { ListVideo } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { formatList } from "@/components/shell/format";
import { RelativeTime } from "@/components/shell/relative-time";
import { statuses } from "@/components/shell/status";
import { StatusBadge, TestBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import { type RunSummary, runStatuses, runs } from "@/lib/api/contracts/runs";
import { type BulkRequest, BulkRunsDialog } from "./bulk-runs-dialog";
import { bulkVerbs } from "./bulk-words";
import { Elapsed } from "./elapsed";
import { mergeFirstPage } from "./merge-first-page";

type Filters = { contact?: string; workflow?: string; status?: RunSummary["status"] };
type Props = {
  initial: Page<RunSummary>;
  filters: Filters;
  /** The workflows to filter by; giving them shows the filters, which live in the address. */
  workflows?: { id: string; name: string }[];
};

/** Runs, newest first, each with where it stands or why it ended; kept current while it is looked at. */
export function RunList({ initial, filters, workflows }: Props) {
  const api = useApi();
  const { slug, role } = useWorkspace();
  const [asked, setAsked] = useState<BulkRequest | null>(null);
  const base = `/w/${encodeURIComponent(slug)}`;
  const pages = usePages<RunSummary>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(runs.list, { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  useLive({
    kind: "run",
    onChange: () => {
      const limit = Math.min(200, Math.max(50, pages.rows.length));
      api(runs.list, { ...filters, limit })
        .then((fresh) => pages.setRows((rows) => mergeFirstPage({ rows, fresh })))
        // The rows on screen stay; the next change or a reload asks again.
        .catch(() => {});
    },
  });

  const columns: Column<RunSummary>[] = [
    { id: "contact", header: "Contact", width: "20%", cell: (run) => run.contact?.name ?? "Deleted contact" },
    {
      id: "workflow",
      header: "Workflow",
      width: "22%",
      cell: (run) => (
        <Link href={`${base}/workflows/${run.workflow.id}`} className="hover:underline">
          {run.workflow.name}
        </Link>
      ),
    },
    {
      id: "status",
      header: "Status",
      width: "132px",
      cell: (run) => (
        <span className="flex items-center gap-1.5">
          <StatusBadge kind="run" status={run.status} />
          {run.is_test ? <TestBadge /> : null}
        </span>
      ),
    },
    {
      id: "where",
      header: "Now at, or why it ended",
      cell: (run) => <WhereNow run={run} />,
    },
    {
      id: "started",
      header: "Started",
      width: "128px",
      cell: (run) => <RelativeTime at={run.started_at} className="text-muted-foreground" />,
    },
    {
      id: "took",
      header: "Took",
      width: "110px",
      align: "right",
      hideBelow: "lg",
      hideStacked: true,
      cell: (run) => <Elapsed from={run.started_at} to={run.ended_at} className="text-muted-foreground" />,
    },
  ];
  const filtered = Boolean(filters.status || filters.workflow);
  const whole = { workflow_id: filters.workflow, contact_id: filters.contact, status: filters.status };
  return (
    <>
      {workflows ? (
        <FilterBar
          filters={[
            {
              param: "status",
              label: "Status",
              options: runStatuses.map((value) => ({ value, label: statuses.run[value].label })),
            },
            {
              param: "workflow",
              label: "Workflow",
              options: workflows.map(({ id, name }) => ({ value: id, label: name })),
            },
          ]}
        />
      ) : null}
      <DataTable
        label="Runs"
        {...pages.table}
        getId={(run) => run.id}
        href={(run) => `${base}/runs/${run.id}`}
        columns={columns}
        rowLabel={(run) => `${run.contact?.name ?? "deleted contact"} in ${run.workflow.name}`}
        filterKey={filtered || filters.contact ? JSON.stringify(filters) : undefined}
        bulk={
          role === "viewer"
            ? undefined
            : ({ ids, everything }) =>
                bulkVerbs.map(({ action, label }) => (
                  <Button
                    key={action}
                    variant="outline"
                    size="sm"
                    onClick={() => setAsked({ action, filter: everything ? whole : { ids } })}
                  >
                    {label}
                  </Button>
                ))
        }
        empty={
          filtered ? (
            <EmptyState icon={<ListVideo aria-hidden />} title="No run matches these filters" />
          ) : (
            <EmptyState
              icon={<ListVideo aria-hidden />}
              title="No runs yet"
              description={
                filters.contact
                  ? "When this contact enters a workflow, each journey is listed here."
                  : "A run is one contact's journey through a workflow. Publish a workflow, and everyone who enters it is listed here."
              }
              action={
                filters.contact ? undefined : (
                  <Button asChild>
                    <Link href={`${base}/workflows`}>Go to workflows</Link>
                  </Button>
                )
              }
            />
          )
        }
      />
      {asked ? <BulkRunsDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** The steps an open run stands at; the reason of one that ended before its time. */
export function WhereNow({ run }: { run: Pick<RunSummary, "current_nodes" | "reason" | "status"> }) {
  const text = run.current_nodes.length > 0 ? formatList({ items: run.current_nodes }) : run.reason;
  if (!text) return null;
  return (
    <span title={text} className={run.status === "failed" ? undefined : "text-muted-foreground"}>
      {text}
    </span>
  );
}
