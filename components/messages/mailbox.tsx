"use client";
import { ArrowLeft, Inbox } from "lucide-react";
import type { z } from "zod";
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
import { messages } from "@/lib/api/contracts/messages";
import { Mail } from "./mail";

type Row = z.output<typeof messages.listMailbox.response>["data"][number];

/** The built-in mailbox: mails on the left, the open one on the right; on a phone one after the other. */
export function Mailbox({ initial }: { initial: Page<Row> }) {
  const api = useApi();
  const { values, set } = useUrlState({ defaults: { mail: "" }, shallow: true });
  const pages = usePages<Row>({
    key: "mailbox",
    initial,
    load: ({ cursor, signal }) => api(messages.listMailbox, cursor ? { cursor } : {}, { signal }),
  });
  useLive({ kind: "mailbox", onChange: () => void pages.reload() });
  const { rows, table, setRows } = pages;
  if (table.state === "error")
    return (
      <ErrorState
        message={table.problem?.message ?? "The mailbox could not be read."}
        onRetry={table.onRetry}
        className="rounded-lg border"
      />
    );
  if (rows.length === 0)
    return (
      <div className="rounded-lg border">
        <EmptyState
          icon={<Inbox aria-hidden />}
          title="The mailbox is empty"
          description="Publish a workflow that sends an email and submit its form: the mail arrives here within a second."
          action={
            <Button variant="outline" onClick={() => pages.reload()}>
              Look again
            </Button>
          }
        />
      </div>
    );
  const open = values.mail;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(280px,360px)_minmax(0,1fr)]">
      <section
        aria-label="Mails"
        className={cn("min-w-0 self-start overflow-hidden rounded-lg border", open && "max-lg:hidden")}
      >
        <ul>
          {rows.map((row) => (
            <li key={row.id} className="border-b last:border-b-0">
              <button
                type="button"
                aria-current={row.id === open ? "true" : undefined}
                onClick={() => set({ mail: row.id })}
                className={cn(
                  "grid w-full gap-0.5 px-3 py-2.5 text-left hover:bg-muted focus-visible:-outline-offset-2",
                  row.id === open && "bg-primary-soft hover:bg-primary-soft",
                )}
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="truncate font-medium">{row.to}</span>
                  <RelativeTime at={row.created_at} className="shrink-0 text-sm text-muted-foreground" />
                </span>
                <span className="truncate">{row.subject}</span>
                <span className="flex items-center justify-between gap-2">
                  <span className="truncate text-sm text-muted-foreground">{row.from}</span>
                  {row.status && row.status !== "sent" ? <StatusBadge kind="message" status={row.status} /> : null}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {table.more ? <LoadMore {...table.more} /> : null}
      </section>
      <section aria-label="Open mail" className={cn("min-w-0", !open && "max-lg:hidden")}>
        {open ? (
          <>
            <Button variant="ghost" size="sm" className="mb-2 lg:hidden" onClick={() => set({ mail: "" })}>
              <ArrowLeft aria-hidden />
              All mails
            </Button>
            <Mail
              key={open}
              id={open}
              onStatus={(status) =>
                setRows((before) => before.map((row) => (row.id === open ? { ...row, status } : row)))
              }
            />
          </>
        ) : (
          <div className="rounded-lg border">
            <EmptyState
              icon={<Inbox aria-hidden />}
              title="Choose a mail"
              description="Its text, its HTML as the receiver sees it, and its headers."
            />
          </div>
        )}
      </section>
    </div>
  );
}
