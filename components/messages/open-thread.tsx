"use client";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ErrorState } from "@/components/shell/error-state";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { phone, type OpenThread as Thread } from "@/lib/api/contracts/phone";
import { textChannels } from "./text-channels";

type Text = Thread["texts"][number];
type Reaction = "delivered" | "read" | "failed";
const labels: Record<Reaction, string> = { delivered: "Delivered", read: "Read", failed: "Failed" };

/** One thread of the built-in phone, seen from the contact's side of it: what came, what was answered, and an answer to write. */
export function OpenThread({ id, onChange }: { id: string; onChange: () => void }) {
  const api = useApi();
  const { role } = useWorkspace();
  const [busy, setBusy] = useState<string | null>(null);
  const [line, setLine] = useState("");
  const { data: thread, error, mutate } = useSWR(["thread", id], () => api(phone.get, { id }));
  useLive({ kind: "mailbox", onChange: () => void mutate() });
  if (error)
    return <ErrorState message={readApiError(error).message} onRetry={() => mutate()} className="rounded-lg border" />;
  if (!thread) return <Skeleton className="h-96 rounded-lg" />;
  const { channel, number, contact, texts } = thread;

  async function act({ name, work }: { name: string; work: () => Promise<Thread> }): Promise<boolean> {
    setBusy(name);
    try {
      await mutate(await work(), { revalidate: false });
      onChange();
      return true;
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
      return false;
    } finally {
      setBusy(null);
    }
  }
  const write = (text: string) => act({ name: text, work: () => api(phone.write, { channel, number, text }) });
  async function answer(event: FormEvent) {
    event.preventDefault();
    const text = line.trim();
    if (text && !busy && (await write(text))) setLine("");
  }
  const may = role !== "viewer";
  return (
    <article className="overflow-hidden rounded-lg border">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b p-4">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold break-words">{contact?.name ?? number}</h2>
          <p className="text-sm text-muted-foreground">{contact ? number : "No contact has this number"}</p>
        </div>
        <Badge tone="neutral">{textChannels[channel]}</Badge>
      </header>
      <ol aria-label="Messages" className="flex max-h-[60vh] flex-col gap-3 overflow-y-auto p-4">
        {texts.map((text) => (
          <Bubble
            key={text.id}
            text={text}
            reactions={may ? reactionsTo({ text, channel }) : []}
            busy={busy}
            onReact={(reaction) =>
              act({ name: `${text.id} ${reaction}`, work: () => api(phone.react, { id: text.id, reaction }) })
            }
          />
        ))}
      </ol>
      {may ? (
        <form onSubmit={answer} className="flex flex-wrap gap-2 border-t p-4">
          <Input
            aria-label={`Answer as ${contact?.name ?? number}`}
            placeholder={`Answer as ${contact?.name ?? number}`}
            value={line}
            maxLength={1600}
            onChange={(event) => setLine(event.currentTarget.value)}
            className="min-w-48 flex-1"
          />
          <Button type="submit" busy={busy !== null && busy === line.trim()}>
            Send
          </Button>
          <Button variant="outline" busy={busy === "STOP"} onClick={() => write("STOP")}>
            STOP
          </Button>
        </form>
      ) : null}
    </article>
  );
}

function reactionsTo({ text, channel }: { text: Text; channel: Thread["channel"] }): Reaction[] {
  if (text.direction === "inbound") return [];
  if (text.status === "sent") return ["delivered", "failed"];
  return text.status === "delivered" && channel === "whatsapp" ? ["read"] : [];
}

function Bubble(props: {
  text: Text;
  reactions: Reaction[];
  busy: string | null;
  onReact: (reaction: Reaction) => Promise<boolean>;
}) {
  const { text, reactions, busy, onReact } = props;
  const mine = text.direction === "inbound";
  return (
    <li
      className={cn("grid max-w-[85%] gap-1", mine ? "self-end justify-items-end" : "self-start justify-items-start")}
    >
      <p
        className={cn(
          "rounded-lg px-3 py-2 break-words whitespace-pre-wrap",
          mine ? "bg-primary-soft" : "bg-secondary",
        )}
      >
        <span className="sr-only">{mine ? "The contact: " : "The workspace: "}</span>
        {text.body}
      </p>
      <div className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
        <RelativeTime at={text.created_at} />
        {!mine && text.status ? <StatusBadge kind="message" status={text.status} /> : null}
        {text.reason ? <span>{text.reason}</span> : null}
        {reactions.map((reaction) => (
          <Button
            key={reaction}
            size="sm"
            variant="outline"
            busy={busy === `${text.id} ${reaction}`}
            onClick={() => onReact(reaction)}
          >
            {labels[reaction]}
          </Button>
        ))}
      </div>
    </li>
  );
}
