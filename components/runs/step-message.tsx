"use client";
import Link from "next/link";
import useSWR from "swr";
import { WhyMessage } from "@/components/explain/why-message";
import { seenWords } from "@/components/messages/seen-words";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { Facts } from "@/components/shell/facts";
import { StatusBadge } from "@/components/shell/status-badge";
import { Skeleton } from "@/components/ui/skeleton";
import { messages } from "@/lib/api/contracts/messages";

/** The message a step sent, with what the provider calls it. */
export function StepMessage({ messageId, runId }: { messageId: string; runId: string }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, error } = useSWR(["message", slug, messageId], () => api(messages.get, { id: messageId }));
  if (error) return <p className="text-muted-foreground">The message could not be read.</p>;
  if (!data) return <Skeleton className="h-20" />;
  return (
    <>
      <Facts
        className="text-sm"
        items={[
          { label: "Subject", value: data.subject },
          { label: "Text", value: data.preview },
          { label: "To", value: data.to_address },
          { label: "State", value: <StatusBadge kind="message" status={data.status} /> },
          { label: "Why", value: data.reason },
          { label: "Opened", value: data.channel === "email" ? seenWords(data.opens) : null },
          { label: "Clicked", value: data.links.length > 0 ? seenWords(data.clicks) : null },
          {
            label: "Provider",
            value:
              data.provider === "local"
                ? data.channel === "email"
                  ? "Built-in mailbox"
                  : "Built-in phone"
                : data.provider,
          },
          {
            label: "Provider's id",
            value: data.provider_id ? <code className="font-mono text-xs">{data.provider_id}</code> : null,
          },
        ].filter(({ value }) => value !== null)}
      />
      <WhyMessage messageId={messageId} about={data.subject ?? data.preview ?? "message"} />
      <Link
        href={`/w/${encodeURIComponent(slug)}/messages?tab=all&run=${runId}`}
        className="mt-2 inline-flex min-h-6 items-center text-sm text-primary underline-offset-4 hover:underline"
      >
        Messages of this run
      </Link>
    </>
  );
}
