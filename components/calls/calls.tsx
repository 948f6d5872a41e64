"use client";
import { PhoneCall } from "lucide-react";
import { OpenCall } from "@/components/calls/open-call";
import { stateOf } from "@/components/calls/words";
import { ListAndOpen, ListEntry } from "@/components/messages/list-and-open";
import { useApi } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { StatusBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { useUrlState } from "@/components/shell/use-url-state";
import { Button } from "@/components/ui/button";
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
  const open = values.call;
  return (
    <ListAndOpen
      words={{ list: "Calls", open: "Open call", back: "All calls", unreadable: "The calls could not be read." }}
      table={table}
      items={rows.map((row) => (
        <ListEntry
          key={row.id}
          title={row.contact?.name ?? row.to_number}
          at={row.created_at}
          current={row.id === open}
          onOpen={() => set({ call: row.id })}
        >
          <span className="flex items-center justify-between gap-2">
            <span className="truncate text-sm text-muted-foreground">{row.to_number}</span>
            <StatusBadge kind="call" status={stateOf(row)} />
          </span>
        </ListEntry>
      ))}
      none={
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
      }
      open={open ? <OpenCall key={open} id={open} onChange={() => void pages.reload()} /> : null}
      choose={
        <EmptyState
          icon={<PhoneCall aria-hidden />}
          title="Choose a call"
          description="What was said, how long it took and how it ended."
        />
      }
      onBack={() => set({ call: "" })}
    />
  );
}
