"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiProblem } from "./api-error";
import { BulkBar } from "./bulk-bar";
import { ErrorState } from "./error-state";
import { LoadMore, type More } from "./load-more";
import { useSelection } from "./use-selection";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS width such as "140px" or "30%"; columns without one share what is left. */
  width?: string;
  align?: "right";
  /** Left out when the table itself is narrower than this (768, 896, 1,024 px). */
  hideBelow?: "md" | "lg" | "xl";
  /** Left out of the stacked list below 640 px. */
  hideStacked?: boolean;
};

export type DataTableProps<Row> = {
  /** What the rows are: "Contacts". */
  label: string;
  /** The first column is the name of the row and carries its link. */
  columns: Column<Row>[];
  rows: Row[];
  getId: (row: Row) => string;
  /** A row in words, for its checkbox: "Select Ada Lovelace" needs "Ada Lovelace". */
  rowLabel?: (row: Row) => string;
  href?: (row: Row) => string;
  state?: "loading" | "error" | "ready";
  problem?: ApiProblem | null;
  onRetry?: () => void;
  /** Shown instead of the table when there are no rows: an `EmptyState`. */
  empty: ReactNode;
  more?: More;
  /** Buttons for the selected rows; giving it makes rows selectable. */
  bulk?: (selection: { ids: string[]; everything: boolean; clear: () => void }) => ReactNode;
  /** Names the filter of the list; giving it lets people choose all that match, also the rows not loaded yet. */
  filterKey?: string;
};

const hiding = { md: "@max-[768px]:hidden", lg: "@max-[896px]:hidden", xl: "@max-[1024px]:hidden" };

/** A list of the product: table from 640 px of its own width on, stacked list below. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    getId,
    rowLabel,
    href,
    state = "ready",
    problem,
    onRetry,
    empty,
    more,
    bulk,
    filterKey,
  } = props;
  const selection = useSelection({ ids: rows.map(getId) });
  // Kept by filter, so that "all" never comes to mean the rows of another one.
  const [wholeOf, setWholeOf] = useState<string | null>(null);
  const everything = filterKey !== undefined && wholeOf === filterKey && selection.ids.length > 0;
  const clear = () => {
    setWholeOf(null);
    selection.clear();
  };

  if (state === "error") {
    return (
      <ErrorState
        message={problem?.message ?? "The list could not be read. Try again in a moment."}
        requestId={problem?.requestId}
        onRetry={onRetry}
        className="rounded-lg border"
      />
    );
  }
  if (state === "ready" && rows.length === 0) return <div className="rounded-lg border">{empty}</div>;

  const loading = state === "loading";
  return (
    <div className="@container relative">
      <table
        aria-label={label}
        aria-busy={loading}
        className="block w-full table-fixed border-collapse text-left @min-[640px]:table"
      >
        <thead className="sr-only @min-[640px]:not-sr-only @min-[640px]:table-header-group">
          <tr className="border-b">
            {bulk ? (
              <th scope="col" className="w-9 px-2 align-middle">
                <Checkbox
                  aria-label={`Select all ${label.toLowerCase()} shown`}
                  checked={everything || selection.all ? true : selection.ids.length > 0 ? "indeterminate" : false}
                  onCheckedChange={everything ? clear : selection.toggleAll}
                  disabled={loading}
                  className="align-middle"
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={cn(
                  "h-8 truncate px-2 text-xs font-medium text-muted-foreground",
                  column.align === "right" && "text-right",
                  column.hideBelow && hiding[column.hideBelow],
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block @min-[640px]:table-row-group">
          {loading
            ? Array.from({ length: 8 }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: eight equal shapes that never move
                <SkeletonRow key={index} columns={columns} selectable={Boolean(bulk)} seed={index} />
              ))
            : rows.map((row) => {
                const id = getId(row);
                const selected = everything || selection.has(id);
                return (
                  <tr
                    key={id}
                    data-selected={selected || undefined}
                    className={cn(
                      "group relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b py-2.5 @min-[640px]:table-row @min-[640px]:py-0",
                      href && "hover:bg-muted",
                      selected && "bg-primary-soft/60 hover:bg-primary-soft/80",
                      bulk && "pl-9 @min-[640px]:pl-0",
                    )}
                  >
                    {bulk ? (
                      <td className="absolute top-3 left-2 z-10 @min-[640px]:static @min-[640px]:px-2 @min-[640px]:align-middle">
                        <Checkbox
                          aria-label={`Select ${rowLabel?.(row) ?? "row"}`}
                          checked={selected}
                          onClick={(event) => {
                            setWholeOf(null);
                            selection.toggle({ id, range: event.shiftKey });
                          }}
                          className="z-10 align-middle"
                        />
                      </td>
                    ) : null}
                    {columns.map((column, index) => (
                      <td
                        key={column.id}
                        className={cn(
                          "max-w-full min-w-0 truncate @min-[640px]:h-10 @min-[640px]:px-2 @min-[640px]:align-middle",
                          index === 0 ? "w-full font-medium @min-[640px]:w-auto" : "text-sm @min-[640px]:text-base",
                          column.align === "right" && "tabular-nums @min-[640px]:text-right",
                          column.hideBelow && hiding[column.hideBelow],
                          column.hideStacked && "@max-[639.9px]:hidden",
                          // An empty cell would still take the gap beside it.
                          "@max-[639.9px]:empty:hidden",
                          index > 0 && "[&_a]:relative [&_a]:z-10 [&_button]:relative [&_button]:z-10",
                          // Links above one another need 24 px each to be hit with a finger.
                          "@max-[639.9px]:[&_a]:inline-block @max-[639.9px]:[&_a]:max-w-full @max-[639.9px]:[&_a]:truncate @max-[639.9px]:[&_a]:py-[3px] @max-[639.9px]:[&_a]:align-bottom",
                        )}
                      >
                        {index === 0 && href ? (
                          <Link
                            href={href(row)}
                            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-sm focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
                          >
                            {column.cell(row)}
                          </Link>
                        ) : (
                          column.cell(row)
                        )}
                      </td>
                    ))}
                  </tr>
                );
              })}
        </tbody>
      </table>
      {loading ? (
        <p role="status" className="sr-only">
          Loading
        </p>
      ) : null}
      {more ? <LoadMore {...more} /> : null}
      {bulk && selection.ids.length > 0 ? (
        <BulkBar
          count={selection.ids.length}
          label={everything ? "All that match the filter" : undefined}
          onClear={clear}
        >
          {filterKey !== undefined && more?.has && !everything ? (
            <Button variant="link" size="sm" onClick={() => setWholeOf(filterKey)}>
              Select all that match the filter
            </Button>
          ) : null}
          {bulk({ ids: selection.ids, everything, clear })}
        </BulkBar>
      ) : null}
    </div>
  );
}

type SkeletonProps<Row> = { columns: Column<Row>[]; selectable: boolean; seed: number };
const widths = ["70%", "55%", "80%", "45%", "62%"];

function SkeletonRow<Row>({ columns, selectable, seed }: SkeletonProps<Row>) {
  return (
    <tr aria-hidden className="flex flex-wrap gap-2 border-b py-3 @min-[640px]:table-row @min-[640px]:py-0">
      {selectable ? (
        <td className="hidden px-2 @min-[640px]:table-cell">
          <Skeleton className="size-4" />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={cn(
            "h-5 w-full px-2 @min-[640px]:h-10 @min-[640px]:w-auto",
            index > 1 && "@max-[639.9px]:hidden",
            column.hideBelow && hiding[column.hideBelow],
          )}
        >
          <Skeleton className="h-3.5" style={{ width: widths[(seed + index) % widths.length] }} />
        </td>
      ))}
    </tr>
  );
}
