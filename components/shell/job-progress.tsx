"use client";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";

const EVERY_MS = 1500;
const words = { running: "Under way", done: "Done", cancelled: "Stopped", failed: "Ended early" } as const;

/** Work on many things in the background, as the API tells of it. */
export interface Job {
  id: string;
  status: keyof typeof words;
  total: number;
  looked_at: number;
}

type Props<J extends Job> = {
  initial: J;
  /** The kind of work, for the cache of what was read last. */
  kind: string;
  load: () => Promise<J>;
  cancel: () => Promise<J>;
  /** Whether nothing about it changes any more; without it, once it is no longer under way. */
  isSettled?: (job: J) => boolean;
  /** What the bar counts. */
  counts: string;
  /** On the button that ends it; without it nobody may. */
  stopLabel?: string;
  /** What came of it, and why some were left out. */
  children: (job: J) => ReactNode;
};

/** How far long work is, kept current while it goes on; can be ended before its time. */
export function JobProgress<J extends Job>(props: Props<J>) {
  const { initial, kind, load, cancel, isSettled = ({ status }) => status !== "running" } = props;
  const { number } = useFormat();
  const [busy, setBusy] = useState(false);
  const { data = initial, mutate } = useSWR([kind, initial.id], load, {
    fallbackData: initial,
    // One of a list that has ended is not asked for again.
    revalidateOnMount: !isSettled(initial),
    refreshInterval: (latest) => (latest && isSettled(latest) ? 0 : EVERY_MS),
  });
  async function stop() {
    setBusy(true);
    try {
      await mutate(cancel(), { revalidate: false });
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
    setBusy(false);
  }
  // Some may have gone by themselves since they were counted.
  const total = data.status === "done" ? data.looked_at : data.total;
  // A bar over nothing would look as if it were stuck.
  const empty = total === 0 && isSettled(data);
  return (
    <div className="grid gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2" role="status">
        <span className="font-medium">{words[data.status]}</span>
        {empty ? null : (
          <span className="text-sm text-muted-foreground tabular-nums">
            {number(data.looked_at)} of {number(total)}
          </span>
        )}
      </div>
      {empty ? null : <Progress label={props.counts} value={data.looked_at} max={Math.max(1, total)} />}
      {props.children(data)}
      {data.status === "running" && props.stopLabel ? (
        <Button variant="outline" size="sm" className="justify-self-start" onClick={stop} busy={busy}>
          {props.stopLabel}
        </Button>
      ) : null}
    </div>
  );
}

/** What was left out, by reason, most first. */
export function LeftOut({ reasons }: { reasons: { reason: string; count: number }[] }) {
  const { number } = useFormat();
  if (reasons.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm break-words text-muted-foreground">
      {reasons.map(({ reason, count }) => (
        <li key={reason}>
          {number(count)} × {reason}
        </li>
      ))}
    </ul>
  );
}
