"use client";
import { LogIn } from "lucide-react";
import Link from "next/link";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { type Page, usePages } from "@/components/shell/use-pages";
import { ruleWords } from "@/components/workflows/rule-words";
import { type EntryDecision, workflowRuns } from "@/lib/api/contracts/workflow-runs";

type Filters = { entered?: "true" | "false" };

/** Who did or did not enter a workflow, and the rule and values that decided. */
export function EntryLog({
  workflowId,
  initial,
  filters,
}: {
  workflowId: string;
  initial: Page<EntryDecision>;
  filters: Filters;
}) {
  const api = useApi();
  const { slug } = useWorkspace();
  const pages = usePages<EntryDecision>({
    key: JSON.stringify([workflowId, filters]),
    initial,
    load: ({ cursor, signal }) =>
      api(workflowRuns.decisions, { id: workflowId, ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  const columns: Column<EntryDecision>[] = [
    {
      id: "who",
      header: "Who",
      width: "20%",
      cell: ({ contact }) =>
        contact ? (
          <Link href={`/w/${slug}/contacts/${contact.id}`} className="hover:underline">
            {contact.name || contact.email || "Unnamed contact"}
          </Link>
        ) : (
          <span className="text-muted-foreground">Someone who was removed</span>
        ),
    },
    {
      id: "entered",
      header: "Result",
      width: "130px",
      cell: ({ entered }) => <StatusBadge kind="decision" status={entered ? "entered" : "refused"} />,
    },
    {
      id: "why",
      header: "Why",
      cell: ({ rule, reason }) => (
        <span className="block py-1.5 whitespace-normal" title={reason}>
          {rule === "entered" ? null : <span className="text-muted-foreground">{ruleWords(rule)}: </span>}
          {reason}
        </span>
      ),
    },
    {
      id: "what",
      header: "What happened",
      width: "150px",
      hideBelow: "lg",
      hideStacked: true,
      cell: ({ activity }) => <span className="text-muted-foreground">{activity?.label ?? ""}</span>,
    },
    {
      id: "run",
      header: "Run",
      width: "90px",
      cell: ({ run_id }) =>
        run_id ? (
          <Link href={`/w/${slug}/runs/${run_id}`} className="text-primary underline-offset-4 hover:underline">
            Open run
          </Link>
        ) : null,
    },
    {
      id: "when",
      header: "When",
      width: "130px",
      hideBelow: "md",
      cell: ({ at }) => <RelativeTime at={at} className="text-muted-foreground" />,
    },
  ];
  return (
    <>
      <FilterBar
        filters={[
          {
            param: "entered",
            label: "Result",
            options: [
              { value: "true", label: "Entered" },
              { value: "false", label: "Did not enter" },
            ],
          },
        ]}
      />
      <DataTable
        label="Entry log"
        columns={columns}
        getId={(decision) => decision.id}
        {...pages.table}
        empty={
          <EmptyState
            icon={<LogIn aria-hidden />}
            title={filters.entered ? "Nothing fits this filter" : "Nobody has come by yet"}
            description="Once the workflow is live, everyone who matches a trigger appears here, with the rule that let them in or kept them out."
          />
        }
      />
    </>
  );
}
