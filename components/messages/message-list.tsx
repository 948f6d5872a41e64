"use client";
import { MailX } from "lucide-react";
import Link from "next/link";
import type { z } from "zod";
import { WhyMessage } from "@/components/explain/why-message";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { RelativeTime } from "@/components/shell/relative-time";
import { statuses } from "@/components/shell/status";
import { StatusBadge } from "@/components/shell/status-badge";
import { type Page, usePages } from "@/components/shell/use-pages";
import { messageStatuses, type messageSummary, messages } from "@/lib/api/contracts/messages";
import { seenWords } from "./seen-words";

type Message = z.output<typeof messageSummary>;
const channels: Record<Message["channel"], string> = {
  email: "Email",
  sms: "SMS",
  whatsapp: "WhatsApp",
  call: "Call",
};

function words({ channel, subject, preview }: Message): string {
  if (channel === "call") return subject || "Phone call";
  return subject || preview || (channel === "email" ? "(no subject)" : "(no text)");
}

type Filters = { status?: Message["status"]; contact?: string; run?: string };

/** Every message with its state; the reason of one that was not sent stands in its row. */
export function MessageList({ initial, filters }: { initial: Page<Message>; filters: Filters }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const base = `/w/${encodeURIComponent(slug)}`;
  const pages = usePages<Message>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(messages.list, { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  return (
    <>
      <FilterBar
        filters={[
          {
            param: "status",
            label: "Status",
            options: messageStatuses.map((value) => ({ value, label: statuses.message[value].label })),
          },
        ]}
      />
      <DataTable
        label="Messages"
        {...pages.table}
        getId={(message) => message.id}
        columns={[
          {
            id: "channel",
            header: "Channel",
            width: "90px",
            hideBelow: "md",
            cell: (message) => channels[message.channel],
          },
          {
            id: "subject",
            header: "Message",
            cell: (message) => <span title={words(message)}>{words(message)}</span>,
          },
          {
            id: "status",
            header: "Status",
            width: "120px",
            cell: (message) => <StatusBadge kind="message" status={message.status} />,
          },
          {
            id: "to",
            header: "With",
            width: "160px",
            cell: (message) =>
              message.contact ? (
                <Link href={`${base}/contacts/${message.contact.id}`} className="hover:underline">
                  {message.contact.name}
                </Link>
              ) : (
                (message.direction === "inbound" ? message.from_address : null) || message.to_address
              ),
          },
          {
            id: "seen",
            header: "Seen",
            width: "100px",
            hideBelow: "lg",
            cell: (message) => <Seen opens={message.opens} clicks={message.clicks} />,
          },
          {
            id: "reason",
            header: "Why",
            width: "200px",
            cell: (message) => (
              <>
                <WhyMessage messageId={message.id} about={words(message)} />
                <span title={message.reason ?? undefined}>{message.reason}</span>
              </>
            ),
          },
          {
            id: "run",
            header: "Run",
            width: "90px",
            hideBelow: "lg",
            cell: (message) =>
              message.run_id ? (
                <Link href={`${base}/runs/${message.run_id}`} className="hover:underline">
                  Open run
                </Link>
              ) : null,
          },
          {
            id: "at",
            header: "When",
            width: "130px",
            cell: (message) => (
              <RelativeTime at={message.sent_at ?? message.created_at} className="text-muted-foreground" />
            ),
          },
        ]}
        empty={
          <EmptyState
            icon={<MailX aria-hidden />}
            title={filters.status ? "No message has this status" : "No messages yet"}
            description="When a workflow sends a message, or decides not to, it is listed here with the reason. What contacts write back is, too."
          />
        }
      />
    </>
  );
}

/** Opens and clicks of people; what machines did is in the title. */
function Seen({ opens, clicks }: { opens: Count; clicks: Count }) {
  const parts = [
    opens.human + opens.machine > 0 ? `${opens.human} ${opens.human === 1 ? "open" : "opens"}` : null,
    clicks.human + clicks.machine > 0 ? `${clicks.human} ${clicks.human === 1 ? "click" : "clicks"}` : null,
  ].filter(Boolean);
  return <span title={`Opened: ${seenWords(opens)}. Clicked: ${seenWords(clicks)}.`}>{parts.join(", ")}</span>;
}

type Count = { human: number; machine: number };
