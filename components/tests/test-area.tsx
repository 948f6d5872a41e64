"use client";
import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { RunCanvas } from "@/components/canvas/run-canvas";
import { useCanvas } from "@/components/canvas/store";
import { paintSteps } from "@/components/runs/paint";
import { BacktestPanel } from "@/components/tests/backtest-panel";
import { DryRun } from "@/components/tests/dry-run";
import { TestCaseList } from "@/components/tests/test-case-list";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { SimulationAnswer } from "@/lib/api/contracts/simulations";

type Tab = "run" | "cases" | "backtest";
type Props = {
  workflowId: string;
  /** Saves what is pending; true when everything is. */
  flush: () => Promise<boolean>;
  onClose: () => void;
};

/** Proves the drawing before it sends: the canvas painted with a simulated run, and beside it the ways to test. */
export function TestArea({ workflowId, flush, onClose }: Props) {
  const graph = useCanvas((state) => state.graph);
  const [tab, setTab] = useState<Tab>("run");
  const [result, setResult] = useState<SimulationAnswer | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  // What opened the test gets the focus back.
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  const close = () => {
    onClose();
    opener?.focus();
  };
  const paint = useMemo(() => paintSteps({ steps: result?.steps ?? [], graph }), [result, graph]);
  return (
    <section
      aria-label="Test"
      className="flex min-h-0 flex-1 flex-col md:flex-row"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
    >
      <div className="relative min-h-40 flex-1" data-own-keys>
        <RunCanvas graph={graph} {...paint} selectedNodeId={selected} onSelect={setSelected} />
      </div>
      <div className="flex h-[50dvh] min-h-0 shrink-0 flex-col border-t bg-card md:h-auto md:w-[400px] md:border-t-0 md:border-l">
        <header className="flex items-center gap-2 border-b py-2 pr-2 pl-4">
          <h2 className="sr-only">Test</h2>
          <Segmented
            label="Way to test"
            value={tab}
            onChange={setTab}
            options={[
              { value: "run", label: "Test run" },
              { value: "cases", label: "Test cases" },
              { value: "backtest", label: "Backtest" },
            ]}
          />
          <Button variant="ghost" size="icon-sm" aria-label="Close the test" className="ml-auto" onClick={close}>
            <X aria-hidden />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
          {/* Hidden, not gone: going to another tab and back keeps the run. */}
          <div hidden={tab !== "run"}>
            <DryRun
              workflowId={workflowId}
              graph={graph}
              result={result}
              onResult={setResult}
              selectedNodeId={selected}
              onSelect={setSelected}
            />
          </div>
          {tab === "cases" ? <TestCaseList workflowId={workflowId} flush={flush} /> : null}
          {tab === "backtest" ? <BacktestPanel workflowId={workflowId} flush={flush} /> : null}
        </div>
      </div>
    </section>
  );
}
