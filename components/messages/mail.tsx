"use client";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import type { z } from "zod";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { ErrorState } from "@/components/shell/error-state";
import { Facts } from "@/components/shell/facts";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { messages } from "@/lib/api/contracts/messages";
import { MailSeen } from "./mail-seen";

type Status = NonNullable<z.output<typeof messages.getMail.response>["status"]>;
type View = "html" | "text" | "headers";

type Open = z.output<typeof messages.getMail.response>;

const reactions = {
  bounce: {
    label: "Bounce",
    title: "Bounce this mail?",
    description: "The address counts as unreachable from now on, and nothing more is sent to it.",
    done: "The mail bounced. The address is suppressed.",
  },
  complain: {
    label: "Mark as spam",
    title: "Mark this mail as spam?",
    description: "The receiver counts as having complained, and nothing more is sent to this address.",
    done: "The mail was marked as spam. The address is suppressed.",
  },
} as const;

/** One mail: as the receiver sees it, as text, and its headers; and what the receiver's mail system may answer. */
export function Mail({ id, onStatus }: { id: string; onStatus: (status: Status) => void }) {
  const api = useApi();
  const { role } = useWorkspace();
  const [view, setView] = useState<View>("html");
  const { data: mail, error, mutate } = useSWR(["mail", id], () => api(messages.getMail, { id }));
  if (error)
    return <ErrorState message={readApiError(error).message} onRetry={() => mutate()} className="rounded-lg border" />;
  if (!mail) return <Skeleton className="h-96 rounded-lg" />;

  async function react(reaction: keyof typeof reactions) {
    await send({ reaction });
    toast.success(reactions[reaction].done);
  }
  async function send(given: { reaction: keyof typeof reactions | "open" } | { reaction: "click"; link: number }) {
    const answered = await api(messages.reactMail, { id, ...given });
    if (answered.status) onStatus(answered.status);
    await mutate(answered, { revalidate: false });
  }

  const mayAnswer = role !== "viewer" && mail.message_id !== null;
  const answerable = mayAnswer && (mail.status === "sent" || mail.status === "delivered");
  return (
    <article className="overflow-hidden rounded-lg border">
      <header className="grid gap-3 border-b p-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <h2 className="min-w-0 text-lg font-semibold break-words">{mail.subject}</h2>
          {mail.status ? <StatusBadge kind="message" status={mail.status} /> : null}
        </div>
        <Facts
          items={[
            { label: "From", value: mail.from },
            { label: "To", value: mail.to },
            { label: "Received", value: <RelativeTime at={mail.created_at} /> },
          ]}
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Segmented
            label="Show the mail as"
            value={view}
            onChange={setView}
            options={[
              { value: "html", label: "HTML" },
              { value: "text", label: "Text" },
              { value: "headers", label: "Headers" },
            ]}
          />
          {answerable ? (
            <div className="flex gap-2">
              {(Object.keys(reactions) as (keyof typeof reactions)[]).map((name) => (
                <ConfirmDialog
                  key={name}
                  trigger={
                    <Button variant="outline" size="sm">
                      {reactions[name].label}
                    </Button>
                  }
                  title={reactions[name].title}
                  description={reactions[name].description}
                  actionLabel={reactions[name].label}
                  onConfirm={() => react(name)}
                />
              ))}
            </div>
          ) : null}
        </div>
        {mail.tracked ? <MailSeen mail={mail} mayAnswer={mayAnswer} onAnswer={send} /> : null}
      </header>
      {view === "html" ? (
        // No scripts and no access to this page; links open in a tab of their own.
        <iframe
          title="The mail as HTML"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={asShown(mail)}
          className="block h-[min(70vh,720px)] w-full bg-white"
        />
      ) : view === "text" ? (
        <pre className="max-h-[70vh] overflow-auto p-4 font-mono text-sm whitespace-pre-wrap break-words">
          {mail.text}
        </pre>
      ) : (
        <div className="overflow-auto p-4 font-mono text-sm">
          <Facts
            items={Object.entries(mail.headers).map(([label, value]) => ({
              label,
              value: <span className="break-all">{value}</span>,
            }))}
          />
        </div>
      )}
    </article>
  );
}

/**
 * Links open in a tab of their own. The picture that tells of an open is left out: who looks at this screen is not the
 * receiver, and decides with the button whether the mail counts as opened.
 */
function asShown({ html }: Open): string {
  return html.replace(/<head>/i, '<head><base target="_blank">').replace(/<img [^>]*\/t\/o\/[^>]*>/g, "");
}
