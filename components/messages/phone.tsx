"use client";
import { MessageSquare } from "lucide-react";
import useSWR from "swr";
import { ListAndOpen, ListEntry } from "@/components/messages/list-and-open";
import { OpenThread } from "@/components/messages/open-thread";
import { WriteAs } from "@/components/messages/write-as";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { useUrlState } from "@/components/shell/use-url-state";
import { Badge } from "@/components/ui/badge";
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
  const write =
    role === "viewer" ? null : (
      <WriteAs
        onWritten={(id) => {
          set({ thread: id });
          void pages.reload();
        }}
      />
    );
  const isOpen = (row: PhoneThread) => row.channel === shown?.channel && row.number === shown.number;
  return (
    <ListAndOpen
      words={{
        list: "Threads",
        open: "Open thread",
        back: "All threads",
        unreadable: "The threads could not be read.",
      }}
      table={table}
      above={write}
      items={rows.map((row) => (
        <ListEntry
          key={`${row.channel} ${row.number}`}
          title={row.contact?.name ?? row.number}
          at={row.created_at}
          current={isOpen(row)}
          onOpen={() => set({ thread: row.id })}
        >
          <span className="flex items-center justify-between gap-2">
            <span className="truncate text-sm text-muted-foreground">
              {row.direction === "inbound" ? `They wrote: ${row.body}` : row.body}
            </span>
            <Badge tone="neutral">{textChannels[row.channel]}</Badge>
          </span>
        </ListEntry>
      ))}
      none={
        <EmptyState
          icon={<MessageSquare aria-hidden />}
          title="The phone is silent"
          description="Publish a workflow that sends an SMS or a WhatsApp message: it arrives here within a second. Or write to the workspace as a contact would."
          action={write}
        />
      }
      open={open ? <OpenThread key={open} id={open} onChange={() => void pages.reload()} /> : null}
      choose={
        <EmptyState
          icon={<MessageSquare aria-hidden />}
          title="Choose a thread"
          description="Read it, answer as the contact would, or say whether a message arrived."
        />
      }
      onBack={() => set({ thread: "" })}
    />
  );
}
