"use client";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { useCanvasStore } from "@/components/canvas/store";
import { Values } from "@/components/runs/values";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { WouldSend } from "@/components/tests/would-send";
import { Button } from "@/components/ui/button";
import { type SimulationAnswer, simulations } from "@/lib/api/contracts/simulations";

/** Tries one step alone with sample values, as it is set up now. Nothing is sent and nothing written. */
export function StepTest({ workflowId, nodeId }: { workflowId: string; nodeId: string }) {
  const api = useApi();
  const store = useCanvasStore();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [result, setResult] = useState<SimulationAnswer | null>(null);
  async function run() {
    setBusy(true);
    setRefused(null);
    try {
      const graph = store.getState().graph as unknown as Record<string, unknown>;
      setResult(await api(simulations.test, { id: workflowId, mode: "step", node_id: nodeId, graph }));
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }
  const step = result?.steps[0];
  return (
    <section aria-label="Test this step" className="grid gap-2 border-t px-4 py-3">
      <Button variant="outline" size="sm" onClick={run} busy={busy} className="justify-self-start">
        <FlaskConical aria-hidden />
        Test this step
      </Button>
      <FormMessage message={refused ?? step?.error} />
      {step ? (
        <div aria-live="polite" className="grid gap-2 text-sm">
          {step.error ? null : (
            <p>
              {step.status === "waiting" ? "It would wait." : "It works with sample values."}
              {step.outlet_label ? ` Leaves by "${step.outlet_label}".` : ""} {step.note}
            </p>
          )}
          {step.would_send.map((send, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what one step sends never moves
            <WouldSend key={n} send={send} />
          ))}
          {step.error || Object.keys(step.output).length === 0 ? null : (
            <Values label="Output" values={step.output} empty="No output." />
          )}
        </div>
      ) : null}
    </section>
  );
}
