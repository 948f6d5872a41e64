"use client";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { Transcript } from "@/components/calls/transcript";
import { lengthWords, stateOf } from "@/components/calls/words";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ErrorState } from "@/components/shell/error-state";
import { Facts } from "@/components/shell/facts";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useLive } from "@/components/shell/use-live";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { calls } from "@/lib/api/contracts/calls";

type Action = "answer" | "hang_up" | "miss" | "busy" | "voicemail";
const ringing: { action: Action; label: string }[] = [
  { action: "answer", label: "Answer" },
  { action: "miss", label: "Let it ring" },
  { action: "busy", label: "Be busy" },
  { action: "voicemail", label: "Voicemail" },
];

/** One call: what was said, and on the built-in phone what the called person may do. */
export function OpenCall({ id, onChange }: { id: string; onChange: () => void }) {
  const api = useApi();
  const { role } = useWorkspace();
  const [busy, setBusy] = useState<string | null>(null);
  const [line, setLine] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const [answered, setAnswered] = useState(false);
  const { data: call, error, mutate } = useSWR(["call", id], () => api(calls.get, { id }));
  useLive({ kind: "call", id, onChange: () => void mutate() });
  if (error)
    return <ErrorState message={readApiError(error).message} onRetry={() => mutate()} className="rounded-lg border" />;
  if (!call) return <Skeleton className="h-96 rounded-lg" />;

  async function act(given: { action: Action } | { action: "speak"; text: string }) {
    setBusy(given.action);
    // Before the line to be said appears: it takes the focus as it does.
    if (given.action === "answer") setAnswered(true);
    try {
      await mutate(await api(calls.act, { id, ...given }), { revalidate: false });
      // The button that was pressed goes away: the focus goes on to the call.
      if (given.action !== "answer" && given.action !== "speak") heading.current?.focus();
      onChange();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
      await mutate();
    } finally {
      setBusy(null);
    }
  }
  async function speak(event: FormEvent) {
    event.preventDefault();
    const text = line.trim();
    if (!text || busy) return;
    setLine("");
    await act({ action: "speak", text });
  }

  const local = call.provider === "local" && role !== "viewer";
  return (
    <article className="overflow-hidden rounded-lg border">
      <header className="grid gap-3 border-b p-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <h2 ref={heading} tabIndex={-1} className="min-w-0 text-lg font-semibold break-words outline-none">
            {call.contact?.name ?? call.to_number}
          </h2>
          <StatusBadge kind="call" status={stateOf(call)} />
        </div>
        <Facts
          items={[
            { label: "Number", value: call.to_number },
            { label: "Called", value: <RelativeTime at={call.created_at} /> },
            { label: "Length", value: call.duration_seconds === null ? null : lengthWords(call.duration_seconds) },
            { label: "Reason", value: call.reason },
            { label: "Line", value: call.cost ? money(call.cost) : null },
            {
              label: "AI",
              value: aiCost(call.ai_cost_micros),
            },
          ].filter(({ value }) => value !== null)}
        />
        {local && call.status === "ringing" ? (
          <div className="flex flex-wrap gap-2">
            {ringing.map(({ action, label }) => (
              <Button
                key={action}
                size="sm"
                variant={action === "answer" ? "primary" : "outline"}
                busy={busy === action}
                onClick={() => act({ action })}
              >
                {label}
              </Button>
            ))}
          </div>
        ) : null}
      </header>
      <div className="grid gap-4 p-4" aria-live="polite">
        {call.transcript.length > 0 ? (
          <Transcript lines={call.transcript} />
        ) : (
          <p className="text-muted-foreground">
            {call.status === "ended" ? "Nothing was said in this call." : "Nothing was said yet."}
          </p>
        )}
      </div>
      {local && call.status === "in_progress" ? (
        <form onSubmit={speak} className="flex flex-wrap gap-2 border-t p-4">
          <Input
            aria-label="What the contact says"
            placeholder="Say something as the contact"
            value={line}
            maxLength={1000}
            autoComplete="off"
            autoFocus={answered}
            className="min-w-48 basis-full sm:flex-1 sm:basis-0"
            onChange={(event) => setLine(event.currentTarget.value)}
          />
          <Button type="submit" busy={busy === "speak"}>
            Say
          </Button>
          <Button variant="outline" busy={busy === "hang_up"} onClick={() => act({ action: "hang_up" })}>
            Hang up
          </Button>
        </form>
      ) : null}
    </article>
  );
}

const money = ({ micros, currency }: { micros: number; currency: string }) =>
  (micros / 1e6).toLocaleString("en", { style: "currency", currency, maximumFractionDigits: 4 });

const aiCost = (micros: number | null): string | null =>
  micros === null ? "Unknown price" : micros > 0 ? money({ micros, currency: "USD" }) : null;
