"use client";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { points, sureWords } from "@/components/experiments/sure-words";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { Button } from "@/components/ui/button";
import { type SplitResult, splits } from "@/lib/api/contracts/splits";

const percent = (share: number) => `${(share * 100).toFixed(1)}\u00a0%`;

/** How the ways of a published split do so far, and the button that sends everybody one way. */
export function SplitResults({ workflowId, nodeId }: { workflowId: string; nodeId: string }) {
  const api = useApi();
  const { publish: decides } = useWorkflowAccess();
  const [busy, setBusy] = useState(false);
  // Before it is published there is nothing to count: the answer is a refusal, which is no error here.
  const { data, mutate } = useSWR(["split", workflowId, nodeId], () =>
    api(splits.get, { id: workflowId, node: nodeId }).catch(() => null),
  );
  if (!data) return null;

  async function decide(variant: string | null) {
    setBusy(true);
    try {
      await mutate(await api(splits.decide, { id: workflowId, node: nodeId, variant }), { revalidate: false });
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-labelledby="split-results" className="border-t px-4 py-4">
      <h2 id="split-results" className="text-sm font-medium">
        Results of the live version
      </h2>
      {data.correction ? <p className="mt-2 text-xs text-muted-foreground">{data.correction}</p> : null}
      <ul className="mt-3 grid gap-3">
        {data.variants.map((variant) => (
          <li key={variant.id} className="rounded-md border p-3">
            <div className="flex items-center justify-between gap-2">
              <span className="font-medium">{variant.name}</span>
              {!decides || data.winner !== null ? (
                data.winner === variant.id && <span className="text-xs text-muted-foreground">Winner</span>
              ) : (
                <Button variant="outline" size="sm" disabled={busy} onClick={() => decide(variant.id)}>
                  Declare winner
                </Button>
              )}
            </div>
            <Bar low={variant.interval.low} high={variant.interval.high} rate={variant.rate} />
            <p className="mt-1.5 text-xs text-muted-foreground">
              {variant.people === 0
                ? "Nobody has come this way yet."
                : `${variant.converted} of ${variant.people} converted, ${percent(variant.rate)} (95 % sure: ${percent(variant.interval.low)} to ${percent(variant.interval.high)})`}
            </p>
            {variant.difference && <p className="mt-0.5 text-xs text-muted-foreground">{words(variant.difference)}</p>}
          </li>
        ))}
      </ul>
      {data.winner !== null && (
        <div className="mt-3 flex items-center justify-between gap-2">
          <p className="text-xs text-muted-foreground">
            {data.decided_by === "auto" ? "Chosen automatically." : "Chosen by a member."} Everybody goes this way now.
          </p>
          {decides && (
            <Button variant="outline" size="sm" disabled={busy} onClick={() => decide(null)}>
              Split again
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** The rate as a mark on a line from 0 to 100 %, with the range it lies in. */
function Bar({ low, high, rate }: { low: number; high: number; rate: number }) {
  return (
    <div aria-hidden className="relative mt-2 h-2 rounded-full bg-secondary">
      <div
        className="absolute h-2 rounded-full bg-primary-soft"
        style={{ left: `${low * 100}%`, width: `${Math.max(1, (high - low) * 100)}%` }}
      />
      <div className="absolute h-2 w-0.5 bg-primary" style={{ left: `${rate * 100}%` }} />
    </div>
  );
}

function words(found: NonNullable<SplitResult["variants"][number]["difference"]>): string {
  const { value, interval } = found;
  const range = `${points(value)} points against the first (${points(interval.low)} to ${points(interval.high)})`;
  return `${range}, ${sureWords(found)}`;
}
