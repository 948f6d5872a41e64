"use client";
import { ListChecks, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormat } from "@/components/shell/use-format";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import { type segment, segments } from "@/lib/api/contracts/segments";
import { SegmentDialog } from "./segment-dialog";

export type Segment = z.output<typeof segment>;

/** The lists of contacts that people and workflows keep. */
export function SegmentList({ initial, count }: { initial: Page<Segment>; count: number }) {
  const api = useApi();
  const router = useRouter();
  const { slug, role } = useWorkspace();
  const { number } = useFormat();
  const [open, setOpen] = useState(false);
  const base = `/w/${encodeURIComponent(slug)}/segments`;
  const pages = usePages<Segment>({
    key: "segments",
    initial,
    load: ({ cursor, signal }) => api(segments.list, cursor ? { cursor } : {}, { signal }),
  });
  const newButton =
    role === "viewer" ? null : (
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        New segment
      </Button>
    );
  return (
    <>
      <PageHeader title="Segments" count={number(count)} action={newButton} />
      <DataTable
        label="Segments"
        {...pages.table}
        getId={(row) => row.id}
        href={(row) => `${base}/${row.id}`}
        columns={[
          { id: "name", header: "Name", cell: (row) => row.name },
          {
            id: "description",
            header: "Description",
            hideBelow: "md",
            hideStacked: true,
            cell: (row) => <span className="text-muted-foreground">{row.description}</span>,
          },
          {
            id: "members",
            header: "Contacts",
            width: "110px",
            align: "right",
            cell: (row) => <span className="tabular-nums">{number(row.members)}</span>,
          },
          {
            id: "created",
            header: "Created",
            width: "130px",
            cell: (row) => <RelativeTime at={row.created_at} className="text-muted-foreground" />,
          },
        ]}
        empty={
          <EmptyState
            icon={<ListChecks aria-hidden />}
            title="No segments yet"
            description="A segment is a list of contacts that you or a workflow fill. Workflows can start when somebody enters or leaves one."
            action={newButton}
          />
        }
      />
      <SegmentDialog open={open} onOpenChange={setOpen} onSaved={({ id }) => router.push(`${base}/${id}`)} />
    </>
  );
}
