"use client";
import { Inbox } from "lucide-react";
import type { z } from "zod";
import { ListAndOpen, ListEntry } from "@/components/messages/list-and-open";
import { useApi } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { StatusBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { useUrlState } from "@/components/shell/use-url-state";
import { Button } from "@/components/ui/button";
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
  const open = values.mail;
  return (
    <ListAndOpen
      words={{ list: "Mails", open: "Open mail", back: "All mails", unreadable: "The mailbox could not be read." }}
      table={table}
      items={rows.map((row) => (
        <ListEntry
          key={row.id}
          title={row.to}
          at={row.created_at}
          current={row.id === open}
          onOpen={() => set({ mail: row.id })}
        >
          <span className="truncate">{row.subject}</span>
          <span className="flex items-center justify-between gap-2">
            <span className="truncate text-sm text-muted-foreground">{row.from}</span>
            {row.status && row.status !== "sent" ? <StatusBadge kind="message" status={row.status} /> : null}
          </span>
        </ListEntry>
      ))}
      none={
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
      }
      open={
        open ? (
          <Mail
            key={open}
            id={open}
            onStatus={(status) =>
              setRows((before) => before.map((row) => (row.id === open ? { ...row, status } : row)))
            }
          />
        ) : null
      }
      choose={
        <EmptyState
          icon={<Inbox aria-hidden />}
          title="Choose a mail"
          description="Its text, its HTML as the receiver sees it, and its headers."
        />
      }
      onBack={() => set({ mail: "" })}
    />
  );
}
