"use client";
import { Plus, Users, Workflow as WorkflowIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { PageHeader } from "@/components/shell/page-header";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormat } from "@/components/shell/use-format";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EnrolDialog } from "@/components/workflows/enrol-dialog";
import { contactStatuses, contacts } from "@/lib/api/contracts/contacts";
import type { EnrolmentFilter } from "@/lib/api/contracts/enrolments";
import { ContactDialog } from "./contact-dialog";
import { type ContactRow, statusLabels } from "./words";

type Filters = { search?: string; tag?: string; status?: ContactRow["status"] };
type Props = {
  initial: Page<ContactRow>;
  count: number;
  filters: Filters;
  tags: { tag: string; contacts: number }[];
  creating: boolean;
};

/** The list of contacts with search, filters and the dialog that makes one. */
export function ContactList({ initial, count, filters, tags, creating }: Props) {
  const api = useApi();
  const router = useRouter();
  const { slug, role } = useWorkspace();
  const { number, plural } = useFormat();
  const [open, setOpen] = useState(creating);
  const [enrolling, setEnrolling] = useState<EnrolmentFilter | null>(null);
  const pages = usePages<ContactRow>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(contacts.list, { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  const filtered = Boolean(filters.search || filters.tag || filters.status);
  const mayWrite = role !== "viewer";
  const base = `/w/${encodeURIComponent(slug)}/contacts`;
  const newButton = mayWrite ? (
    <Button onClick={() => setOpen(true)}>
      <Plus aria-hidden />
      New contact
    </Button>
  ) : null;

  async function remove({ ids, clear }: { ids: string[]; clear: () => void }) {
    for (const id of ids) await api(contacts.remove, { id });
    clear();
    toast.success(plural({ count: ids.length, one: "{n} contact was deleted.", other: "{n} contacts were deleted." }));
    router.refresh();
  }

  return (
    <>
      <PageHeader
        title="Contacts"
        count={number(count)}
        action={
          mayWrite ? (
            <span className="flex items-center gap-2">
              {count > 0 ? (
                <Button
                  variant="outline"
                  onClick={() => setEnrolling(filters)}
                  aria-label={filtered ? "Add these to a workflow" : "Add all to a workflow"}
                >
                  <WorkflowIcon aria-hidden />
                  <span className="hidden sm:inline">
                    {filtered ? "Add these to a workflow" : "Add all to a workflow"}
                  </span>
                </Button>
              ) : null}
              {newButton}
            </span>
          ) : null
        }
      />
      <FilterBar
        search={{ label: "Search name, email or company" }}
        filters={[
          {
            param: "status",
            label: "Status",
            options: contactStatuses.map((value) => ({ value, label: statusLabels[value] })),
          },
          { param: "tag", label: "Tag", options: tags.map(({ tag }) => ({ value: tag, label: tag })) },
        ]}
      />
      <DataTable
        label="Contacts"
        {...pages.table}
        getId={(row) => row.id}
        rowLabel={(row) => row.name}
        href={(row) => `${base}/${row.id}`}
        columns={[
          { id: "name", header: "Name", cell: (row) => row.name },
          { id: "email", header: "Email", cell: (row) => <span className="text-muted-foreground">{row.email}</span> },
          { id: "company", header: "Company", cell: (row) => row.company, hideBelow: "md", hideStacked: true },
          {
            id: "status",
            header: "Status",
            width: "110px",
            cell: (row) => <Badge tone="outline">{statusLabels[row.status]}</Badge>,
          },
          {
            id: "tags",
            header: "Tags",
            hideBelow: "lg",
            cell: (row) => (
              <span className="flex gap-1 overflow-hidden">
                {row.tags.map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </span>
            ),
          },
          {
            id: "created",
            header: "Created",
            width: "130px",
            cell: (row) => <RelativeTime at={row.created_at} className="text-muted-foreground" />,
          },
        ]}
        bulk={
          mayWrite
            ? (selection) => (
                <>
                  <Button variant="outline" size="sm" onClick={() => setEnrolling({ ids: selection.ids })}>
                    Add to a workflow
                  </Button>
                  <ConfirmDialog
                    trigger={
                      <Button variant="outline" size="sm">
                        Delete
                      </Button>
                    }
                    title={plural({
                      count: selection.ids.length,
                      one: "Delete {n} contact?",
                      other: "Delete {n} contacts?",
                    })}
                    description="They leave every list and their runs end. What they did stays on record."
                    actionLabel={plural({
                      count: selection.ids.length,
                      one: "Delete {n} contact",
                      other: "Delete {n} contacts",
                    })}
                    onConfirm={() => remove(selection)}
                  />
                </>
              )
            : undefined
        }
        empty={
          filtered ? (
            <EmptyState
              icon={<Users aria-hidden />}
              title="No contact matches"
              description="Try another word, or clear the filters."
            />
          ) : (
            <EmptyState
              icon={<Users aria-hidden />}
              title="No contacts yet"
              description="People appear here when they submit a form, when your code sends them over the API, or when you add them."
              action={newButton}
            />
          )
        }
      />
      {enrolling ? <EnrolDialog filter={enrolling} onClose={() => setEnrolling(null)} /> : null}
      <ContactDialog open={open} onOpenChange={setOpen} onSaved={(contact) => router.push(`${base}/${contact.id}`)} />
    </>
  );
}
