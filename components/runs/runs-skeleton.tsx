"use client";
import { DataTable } from "@/components/shell/data-table";
import { PageBody } from "@/components/shell/page-body";
import { Skeleton } from "@/components/ui/skeleton";

const columns = ["Contact", "Workflow", "Status", "Now at, or why it ended", "Started", "Took"].map((header) => ({
  id: header,
  header,
  cell: () => null,
}));

/** The shape of the list of runs. */
export function RunsSkeleton() {
  return (
    <PageBody wide>
      <Skeleton className="mt-1 h-6 w-20" />
      <Skeleton className="mt-2.5 mb-5 h-4 w-72 max-w-full" />
      <Skeleton className="mb-3 h-8 w-52" />
      <DataTable label="Runs" columns={columns} rows={[]} getId={() => ""} state="loading" empty={null} />
    </PageBody>
  );
}
