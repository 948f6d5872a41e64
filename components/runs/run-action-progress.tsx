"use client";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { type RunAction, runActions } from "@/lib/api/contracts/run-actions";
import { bulkWords } from "./bulk-words";

const EVERY_MS = 1500;
const words: Record<RunAction["status"], string> = { running: "Under way", done: "Done", cancelled: "Cancelled" };

/** How far an action on many runs is, and why it could not be done to some; can be cancelled while it goes on. */
export function RunActionProgress({ initial }: { initial: RunAction }) {
  const api = useApi();
  const { number } = useFormat();
  const [busy, setBusy] = useState(false);
  const { data = initial, mutate } = useSWR(["run-action", initial.id], () => api(runActions.get, { id: initial.id }), {
    fallbackData: initial,
    refreshInterval: (latest) => (latest && latest.status !== "running" ? 0 : EVERY_MS),
  });
  async function cancel() {
    setBusy(true);
    try {
      await mutate(api(runActions.cancel, { id: initial.id }), { revalidate: false });
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
    setBusy(false);
  }
  const refused = data.refused.reduce((sum, one) => sum + one.count, 0);
  return (
    <div className="grid gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2" role="status">
        <span className="font-medium">{words[data.status]}</span>
        <span className="text-sm text-muted-foreground">
          {number(data.looked_at)} of {number(data.total)}
        </span>
      </div>
      <Progress label="Runs looked at" value={data.looked_at} max={Math.max(1, data.total)} />
      <p>
        {number(data.done)} {bulkWords(data.action).past}
        {refused > 0 ? `, ${number(refused)} could not be` : ""}.
      </p>
      {data.refused.length > 0 ? (
        <ul className="grid gap-1 text-sm break-words text-muted-foreground">
          {data.refused.map((one) => (
            <li key={one.reason}>
              {number(one.count)} × {one.reason}
            </li>
          ))}
        </ul>
      ) : null}
      {data.status === "running" ? (
        <Button variant="outline" size="sm" className="justify-self-start" onClick={cancel} busy={busy}>
          Stop here
        </Button>
      ) : null}
    </div>
  );
}
