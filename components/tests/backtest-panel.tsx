"use client";
import { History } from "lucide-react";
import { useState } from "react";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
import { BacktestReport } from "@/components/tests/backtest-report";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { type BacktestAnswer, backtests } from "@/lib/api/contracts/backtests";

const POLL_MS = 1000;
const isOpen = (one: BacktestAnswer | null | undefined) => one?.status === "queued" || one?.status === "running";

/** Tries the draft on what happened in the last days. */
export function BacktestPanel({ workflowId, flush }: { workflowId: string; flush: () => Promise<boolean> }) {
  const api = useApi();
  const { number } = useFormat();
  const [days, setDays] = useState("30");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { data, error, mutate } = useSWR(
    ["backtest", workflowId],
    async () => (await api(backtests.list, { id: workflowId, limit: 1 })).data[0] ?? null,
    { refreshInterval: (latest) => (isOpen(latest) ? POLL_MS : 0) },
  );
  async function start() {
    setBusy(true);
    setRefused(null);
    try {
      if (await flush()) await mutate(await api(backtests.start, { id: workflowId, days: Number(days) }));
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 p-4">
      <p className="text-sm text-muted-foreground">
        The draft is tried on everything that was recorded: who would have entered, and what would have been sent.
      </p>
      <FormMessage message={refused ?? (error ? readApiError(error).message : null)} />
      <div className="flex items-end gap-2">
        <Field label="Period" className="flex-1">
          <NativeSelect value={days} onChange={({ currentTarget }) => setDays(currentTarget.value)}>
            <option value="7">Last 7 days</option>
            <option value="30">Last 30 days</option>
            <option value="90">Last 90 days</option>
            <option value="365">Last 365 days</option>
          </NativeSelect>
        </Field>
        <Button onClick={start} busy={busy || isOpen(data)}>
          {busy || isOpen(data) ? null : <History aria-hidden />}
          Backtest
        </Button>
      </div>
      <div aria-live="polite" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {data && isOpen(data) ? (
          <>
            <Progress label="Activities looked at" value={data.seen} max={data.limit} />
            <p className="text-sm tabular-nums">{number(data.seen)} activities so far</p>
          </>
        ) : null}
        {data?.status === "failed" ? <FormMessage message={`The backtest failed. ${data.error ?? ""}`} /> : null}
        {data?.result ? <BacktestReport result={data.result} /> : null}
      </div>
    </div>
  );
}
