"use client";
import { ArrowLeft, PhoneCall } from "lucide-react";
import { OpenCall } from "@/components/calls/open-call";
import { stateOf } from "@/components/calls/words";
import { useApi } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { LoadMore } from "@/components/shell/load-more";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { useUrlState } from "@/components/shell/use-url-state";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type CallSummary, calls } from "@/lib/api/contracts/calls";

/** Calls on the left, the open one on the right; on a phone one after the other. */
export function Calls({ initial }: { initial: Page<CallSummary> }) {
  const api = useApi();
  const { values, set } = useUrlState({ defaults: { call: "" }, shallow: true });
  const pages = usePages<CallSummary>({
    key: "calls",
    initial,
    load: ({ cursor, signal }) => api(calls.list, cursor ? { cursor } : {}, { signal }),
  });
  useLive({ kind: "call", onChange: () => void pages.reload() });
  const { rows, table } = pages;
  if (table.state === "error")
    return (
      <ErrorState
        message={table.problem?.message ?? "The calls could not be read."}
        onRetry={table.onRetry}
        className="rounded-lg border"
      />
    );
  if (rows.length === 0)
    return (
      <div className="rounded-lg border">
        <EmptyState
          icon={<PhoneCall aria-hidden />}
          title="No calls yet"
          description="Publish a workflow with an AI call step: its calls ring here, or on the contact's phone once Twilio is connected."
          action={
            <Button variant="outline" onClick={() => pages.reload()}>
              Look again
            </Button>
          }
        />
      </div>
    );
  const open = values.call;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(280px,360px)_minmax(0,1fr)]">
      <section
        aria-label="Calls"
        className={cn("min-w-0 self-start overflow-hidden rounded-lg border", open && "max-lg:hidden")}
      >
        <ul>
          {rows.map((row) => (
            <li key={row.id} className="border-b last:border-b-0">
              <button
                type="button"
                aria-current={row.id === open ? "true" : undefined}
                onClick={() => set({ call: row.id })}
                className={cn(
                  "grid w-full gap-0.5 px-3 py-2.5 text-left hover:bg-muted focus-visible:-outline-offset-2",
                  row.id === open && "bg-primary-soft hover:bg-primary-soft",
                )}
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="truncate font-medium">{row.contact?.name ?? row.to_number}</span>
                  <RelativeTime at={row.created_at} className="shrink-0 text-sm text-muted-foreground" />
                </span>
                <span className="flex items-center justify-between gap-2">
                  <span className="truncate text-sm text-muted-foreground">{row.to_number}</span>
                  <StatusBadge kind="call" status={stateOf(row)} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        {table.more ? <LoadMore {...table.more} /> : null}
      </section>
      <section aria-label="Open call" className={cn("min-w-0", !open && "max-lg:hidden")}>
        {open ? (
          <>
            <Button variant="ghost" size="sm" className="mb-2 lg:hidden" onClick={() => set({ call: "" })}>
              <ArrowLeft aria-hidden />
              All calls
            </Button>
            <OpenCall key={open} id={open} onChange={() => void pages.reload()} />
          </>
        ) : (
          <div className="rounded-lg border">
            <EmptyState
              icon={<PhoneCall aria-hidden />}
              title="Choose a call"
              description="What was said, how long it took and how it ended."
            />
          </div>
        )}
      </section>
    </div>
  );
}
