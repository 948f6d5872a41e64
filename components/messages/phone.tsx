"use client";
import { ArrowLeft, MessageSquare } from "lucide-react";
import useSWR from "swr";
import { OpenThread } from "@/components/messages/open-thread";
import { WriteAs } from "@/components/messages/write-as";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { LoadMore } from "@/components/shell/load-more";
import { RelativeTime } from "@/components/shell/relative-time";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { useUrlState } from "@/components/shell/use-url-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type PhoneThread, phone } from "@/lib/api/contracts/phone";
import { textChannels } from "./text-channels";

/** The built-in phone: threads on the left, the open one on the right; on a phone one after the other. */
export function Phone({ initial }: { initial: Page<PhoneThread> }) {
  const api = useApi();
  const { role } = useWorkspace();
  const { values, set } = useUrlState({ defaults: { thread: "" }, shallow: true });
  const pages = usePages<PhoneThread>({
    key: "phone",
    initial,
    load: ({ cursor, signal }) => api(phone.list, cursor ? { cursor } : {}, { signal }),
  });
  const open = values.thread;
  // The same entry of the cache as the open thread's own: its newest text, by which threads are listed, changes.
  const { data: shown } = useSWR(open ? ["thread", open] : null, () => api(phone.get, { id: open }));
  useLive({ kind: "mailbox", onChange: () => void pages.reload() });
  const { rows, table } = pages;
  if (table.state === "error")
    return (
      <ErrorState
        message={table.problem?.message ?? "The threads could not be read."}
        onRetry={table.onRetry}
        className="rounded-lg border"
      />
    );
  const write =
    role === "viewer" ? null : (
      <WriteAs
        onWritten={(id) => {
          set({ thread: id });
          void pages.reload();
        }}
      />
    );
  if (rows.length === 0)
    return (
      <div className="rounded-lg border">
        <EmptyState
          icon={<MessageSquare aria-hidden />}
          title="The phone is silent"
          description="Publish a workflow that sends an SMS or a WhatsApp message: it arrives here within a second. Or write to the workspace as a contact would."
          action={write}
        />
      </div>
    );
  const isOpen = (row: PhoneThread) => row.channel === shown?.channel && row.number === shown.number;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(280px,360px)_minmax(0,1fr)]">
      <section aria-label="Threads" className={cn("min-w-0 self-start", open && "max-lg:hidden")}>
        {write ? <div className="mb-2 flex justify-end">{write}</div> : null}
        <ul className="overflow-hidden rounded-lg border">
          {rows.map((row) => (
            <li key={`${row.channel} ${row.number}`} className="border-b last:border-b-0">
              <button
                type="button"
                aria-current={isOpen(row) ? "true" : undefined}
                onClick={() => set({ thread: row.id })}
                className={cn(
                  "grid w-full gap-0.5 px-3 py-2.5 text-left hover:bg-muted focus-visible:-outline-offset-2",
                  isOpen(row) && "bg-primary-soft hover:bg-primary-soft",
                )}
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="truncate font-medium">{row.contact?.name ?? row.number}</span>
                  <RelativeTime at={row.created_at} className="shrink-0 text-sm text-muted-foreground" />
                </span>
                <span className="flex items-center justify-between gap-2">
                  <span className="truncate text-sm text-muted-foreground">
                    {row.direction === "inbound" ? `They wrote: ${row.body}` : row.body}
                  </span>
                  <Badge tone="neutral">{textChannels[row.channel]}</Badge>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {table.more ? <LoadMore {...table.more} /> : null}
      </section>
      <section aria-label="Open thread" className={cn("min-w-0", !open && "max-lg:hidden")}>
        {open ? (
          <>
            <Button variant="ghost" size="sm" className="mb-2 lg:hidden" onClick={() => set({ thread: "" })}>
              <ArrowLeft aria-hidden />
              All threads
            </Button>
            <OpenThread key={open} id={open} onChange={() => void pages.reload()} />
          </>
        ) : (
          <div className="rounded-lg border">
            <EmptyState
              icon={<MessageSquare aria-hidden />}
              title="Choose a thread"
              description="Read it, answer as the contact would, or say whether a message arrived."
            />
          </div>
        )}
      </section>
    </div>
  );
}
