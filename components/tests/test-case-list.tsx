"use client";
import { CircleCheck, CircleDashed, CircleX, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { type TestCaseAnswer, testCases } from "@/lib/api/contracts/test-cases";

/** The test cases of a workflow: what they said when they ran last, and why they failed. */
export function TestCaseList({ workflowId, flush }: { workflowId: string; flush: () => Promise<boolean> }) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { data, error, mutate } = useSWR(["test-cases", workflowId], () =>
    api(testCases.list, { id: workflowId, limit: 50 }),
  );
  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    setRefused(null);
    try {
      await work();
      await mutate();
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }
  const runAll = () =>
    act(async () => {
      if (await flush()) await api(testCases.runAll, { id: workflowId });
    });
  const list = data?.data ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 p-4">
      <p className="text-sm text-muted-foreground">
        Publishing runs every test case again and stops when one fails. Save one from a test run.
      </p>
      <FormMessage message={refused ?? (error ? readApiError(error).message : null)} />
      {!data && !error ? <Skeleton className="h-24" /> : null}
      {data && list.length === 0 ? <p className="text-sm">There are no test cases yet.</p> : null}
      {list.length > 0 ? (
        <>
          <Button onClick={runAll} busy={busy} className="justify-self-start">
            <Play aria-hidden />
            Run all
          </Button>
          <ul className="divide-y rounded-md border">
            {list.map((one) => (
              <Item key={one.id} one={one} onDelete={() => act(() => api(testCases.remove, { id: one.id }))} />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Item({ one, onDelete }: { one: TestCaseAnswer; onDelete: () => void }) {
  const Icon = one.passed === null ? CircleDashed : one.passed ? CircleCheck : CircleX;
  const look = one.passed === null ? "text-muted-foreground" : one.passed ? "text-done" : "text-failed";
  const word = one.passed === null ? "Not run yet" : one.passed ? "Passed" : "Failed";
  return (
    <li className="flex items-start gap-2 px-3 py-2 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-medium">{one.name}</span> <span className={look}>{word}</span>
        </p>
        {one.failures.map((words) => (
          <p key={words} className="break-words text-muted-foreground">
            {words}
          </p>
        ))}
      </div>
      <Button variant="ghost" size="icon-sm" aria-label={`Delete ${one.name}`} onClick={onDelete}>
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
