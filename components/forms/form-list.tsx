"use client";
import { FileText } from "lucide-react";
import { NewFormButton } from "@/components/forms/new-form-button";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { CopyButton } from "@/components/shell/copy-button";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { type FormSummary, forms } from "@/lib/api/contracts/forms";

type Filters = { status?: FormSummary["status"]; search?: string };

/** All forms of the workspace with what came in through them. */
export function FormList({ initial, filters }: { initial: Page<FormSummary>; filters: Filters }) {
  const api = useApi();
  const format = useFormat();
  const { slug, role } = useWorkspace();
  const pages = usePages<FormSummary>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(forms.list, { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  const filtered = Boolean(filters.status || filters.search);
  const columns: Column<FormSummary>[] = [
    { id: "name", header: "Name", cell: (form) => form.name },
    {
      id: "status",
      header: "Status",
      width: "190px",
      cell: (form) => (
        <span className="inline-flex gap-1.5">
          <StatusBadge
            kind="form"
            status={form.status === "published" ? "published" : form.version === null ? "draft" : "unpublished"}
          />
          {form.status === "published" && form.has_changes ? <Badge tone="waiting">Changed</Badge> : null}
        </span>
      ),
    },
    {
      id: "count",
      header: "Submissions",
      width: "110px",
      align: "right",
      cell: (form) => (
        <>
          {form.submission_count >= 10_000 ? "10,000+" : format.number(form.submission_count)}
          <span className="@min-[640px]:sr-only"> {form.submission_count === 1 ? "submission" : "submissions"}</span>
        </>
      ),
    },
    {
      id: "last",
      header: "Last submission",
      width: "150px",
      hideBelow: "md",
      cell: (form) => <RelativeTime at={form.last_submission_at} className="text-muted-foreground" />,
    },
    {
      id: "link",
      header: "Public page",
      width: "150px",
      cell: (form) => (form.status === "published" ? <CopyButton value={form.url} label="Copy address" /> : null),
    },
  ];
  return (
    <>
      <FilterBar
        search={{ label: "Search forms" }}
        filters={[
          {
            param: "status",
            label: "Status",
            options: [
              { value: "published", label: "Published" },
              { value: "draft", label: "Not online" },
            ],
          },
        ]}
      />
      <DataTable
        label="Forms"
        {...pages.table}
        columns={columns}
        getId={(form) => form.id}
        href={(form) => `/w/${encodeURIComponent(slug)}/forms/${form.id}`}
        empty={
          filtered ? (
            <EmptyState
              icon={<FileText aria-hidden />}
              title="No form matches"
              description="Change the search or clear the filters."
            />
          ) : (
            <EmptyState
              icon={<FileText aria-hidden />}
              title="No forms yet"
              description="A form has a page of its own that you can link to from anywhere. What people send becomes contacts and can start workflows."
              action={role === "viewer" ? undefined : <NewFormButton />}
            />
          )
        }
      />
    </>
  );
}
