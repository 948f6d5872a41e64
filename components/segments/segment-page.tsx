"use client";
import { Pencil, Plus, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormat } from "@/components/shell/use-format";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import { type segmentMember, segments } from "@/lib/api/contracts/segments";
import { AddContactsDialog } from "./add-contacts-dialog";
import { SegmentDialog } from "./segment-dialog";
import type { Segment } from "./segment-list";

type Member = z.output<typeof segmentMember>;
const sources: Record<string, string> = { app: "By hand", api: "API", workflow: "Workflow" };

/** One segment: who is in, adding and taking out. */
export function SegmentPage({ segment, members }: { segment: Segment; members: Page<Member> }) {
  const api = useApi();
  const router = useRouter();
  const { slug, role } = useWorkspace();
  const { number, plural } = useFormat();
  const [dialog, setDialog] = useState<"add" | "edit" | null>(null);
  const base = `/w/${encodeURIComponent(slug)}`;
  const mayWrite = role !== "viewer";
  const pages = usePages<Member>({
    key: segment.id,
    initial: members,
    load: ({ cursor, signal }) => api(segments.members, { id: segment.id, ...(cursor ? { cursor } : {}) }, { signal }),
  });

  async function takeOut({ ids, clear }: { ids: string[]; clear: () => void }) {
    const { removed } = await api(segments.removeMembers, { id: segment.id, contact_ids: ids });
    clear();
    toast.success(plural({ count: removed, one: "{n} contact was taken out.", other: "{n} contacts were taken out." }));
    router.refresh();
  }

  const addButton = mayWrite ? (
    <Button onClick={() => setDialog("add")}>
      <Plus aria-hidden />
      Add contacts
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={segment.name}
        count={number(segment.members)}
        description={segment.description || undefined}
        action={addButton}
        secondary={
          mayWrite ? (
            <>
              <ConfirmDialog
                trigger={<Button variant="outline">Delete</Button>}
                title={`Delete the segment "${segment.name}"?`}
                description={plural({
                  count: segment.members,
                  one: "{n} contact is in it and stays a contact. Workflows that use the segment can no longer be published.",
                  other:
                    "{n} contacts are in it and stay contacts. Workflows that use the segment can no longer be published.",
                })}
                actionLabel="Delete segment"
                onConfirm={async () => {
                  await api(segments.remove, { id: segment.id });
                  toast.success("The segment was deleted.");
                  router.push(`${base}/segments`);
                  router.refresh();
                }}
              />
              <Button variant="outline" onClick={() => setDialog("edit")}>
                <Pencil aria-hidden />
                Edit
              </Button>
            </>
          ) : undefined
        }
      />
      <DataTable
        label="Contacts of this segment"
        {...pages.table}
        getId={(row) => row.contact_id}
        rowLabel={(row) => row.name}
        href={(row) => `${base}/contacts/${row.contact_id}`}
        columns={[
          { id: "name", header: "Name", cell: (row) => row.name },
          { id: "email", header: "Email", cell: (row) => <span className="text-muted-foreground">{row.email}</span> },
          { id: "source", header: "Added by", width: "120px", cell: (row) => sources[row.source] ?? row.source },
          {
            id: "added",
            header: "Added",
            width: "130px",
            cell: (row) => <RelativeTime at={row.added_at} className="text-muted-foreground" />,
          },
        ]}
        bulk={
          mayWrite
            ? (selection) => (
                <ConfirmDialog
                  trigger={
                    <Button variant="outline" size="sm">
                      Take out
                    </Button>
                  }
                  title={plural({
                    count: selection.ids.length,
                    one: "Take {n} contact out?",
                    other: "Take {n} contacts out?",
                  })}
                  description="They stay contacts. Workflows that start when somebody leaves this segment start for them."
                  actionLabel="Take out"
                  onConfirm={() => takeOut(selection)}
                />
              )
            : undefined
        }
        empty={
          <EmptyState
            icon={<Users aria-hidden />}
            title="Nobody is in this segment yet"
            description="Add contacts here, or let a workflow do it with the step Add to segment."
            action={addButton}
          />
        }
      />
      {dialog === "add" ? (
        <AddContactsDialog segmentId={segment.id} onClose={() => setDialog(null)} onAdded={() => router.refresh()} />
      ) : null}
      <SegmentDialog
        segment={segment}
        open={dialog === "edit"}
        onOpenChange={(open) => setDialog(open ? "edit" : null)}
        onSaved={() => router.refresh()}
      />
    </>
  );
}
