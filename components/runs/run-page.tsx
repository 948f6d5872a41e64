"use client";
import { ChevronDown, MousePointerClick } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { DetailLayout } from "@/components/shell/detail-layout";
import { StatusBadge, TestBadge } from "@/components/shell/status-badge";
import { useMedia } from "@/components/shell/use-media";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunAnswer, RunStep } from "@/lib/api/contracts/runs";
import type { Graph } from "@/lib/engine/graph";
import { paintSteps } from "./paint";
import { RunActions } from "./run-actions";
import { RunFacts } from "./run-facts";
import { Standing } from "./standing";
import { StepList } from "./step-list";
import { StepPanel } from "./step-panel";
import { useRun } from "./use-run";

// The canvas is the heavy part of this screen and comes after everything that can be read.
const RunCanvas = dynamic(() => import("@/components/canvas/run-canvas").then((module) => module.RunCanvas), {
  ssr: false,
  loading: () => <Skeleton className="size-full rounded-none" />,
});

type Props = { run: RunAnswer; steps: RunStep[] /** The graph of the run's version. */; graph: Graph };

/** One run: where it stands, every step it took, and its path on the canvas it ran on. Moves while it is watched. */
export function RunPage({ graph, ...initial }: Props) {
  const { run, steps, refresh } = useRun(initial);
  const [selected, setSelected] = useState(() => initial.steps.find((step) => step.status === "failed")?.id ?? null);
  const [open, setOpen] = useState(false);
  const wide = useMedia("(min-width: 1024px)");
  const paint = useMemo(() => paintSteps({ steps, graph }), [steps, graph]);
  const step = steps.find((one) => one.id === selected);

  /** A node may have been visited often: its last visit is the one on the card. */
  function selectNode(nodeId: string | null) {
    setSelected(steps.findLast((one) => one.node_id === nodeId)?.id ?? null);
  }
  const panel = step ? (
    <StepPanel
      step={step}
      node={graph.nodes.find((node) => node.id === step.node_id)}
      runId={run.id}
      onClose={() => setSelected(null)}
    />
  ) : null;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc works wherever the focus is on this page
    <div
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) setSelected(null);
      }}
    >
      <DetailLayout
        title={run.contact?.name ?? "Deleted contact"}
        badge={
          <>
            <StatusBadge kind="run" status={run.status} />
            {run.is_test ? <TestBadge /> : null}
          </>
        }
        actions={<RunActions run={run} steps={steps} onChanged={refresh} />}
      >
        <RunFacts run={run} />
        {run.reason ? (
          <p
            className={cn(
              "mb-4 rounded-md px-3 py-2 text-pretty break-words",
              run.status === "failed" ? "bg-failed-soft text-failed" : "bg-muted text-muted-foreground",
            )}
          >
            {run.reason}
          </p>
        ) : null}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(300px,2fr)_minmax(0,3fr)]">
          <div className="grid min-w-0 gap-4">
            <Standing run={run} graph={graph} onSelect={selectNode} onChanged={refresh} />
            <Card aria-labelledby="steps" className="overflow-hidden">
              <CardHeader>
                <CardTitle id="steps">Steps</CardTitle>
              </CardHeader>
              {steps.length > 0 ? (
                <StepList
                  steps={steps}
                  selected={step?.id ?? null}
                  onSelect={setSelected}
                  detail={wide ? null : panel}
                />
              ) : (
                <p className="px-4 py-8 text-center text-muted-foreground">The first step is about to begin.</p>
              )}
            </Card>
          </div>
          <div className="grid min-w-0 gap-4 [scrollbar-width:thin] lg:sticky lg:top-[calc(var(--top-bar)+1rem)] lg:max-h-[calc(100dvh-var(--top-bar)-2rem)] lg:overflow-y-auto">
            <Card aria-labelledby="path" className="overflow-hidden">
              <CardHeader className={cn(!open && "max-lg:border-b-0")}>
                <CardTitle id="path">Path</CardTitle>
                <Button
                  variant="ghost"
                  size="sm"
                  aria-expanded={open}
                  aria-controls="path-canvas"
                  onClick={() => setOpen(!open)}
                  className="lg:hidden"
                >
                  {open ? "Hide" : "Show"}
                  <ChevronDown aria-hidden className={cn("transition-transform", open && "rotate-180")} />
                </Button>
              </CardHeader>
              <div
                id="path-canvas"
                className={cn("h-[440px] lg:h-[clamp(320px,42vh,560px)]", !open && "max-lg:hidden")}
              >
                {wide || open ? (
                  <RunCanvas graph={graph} {...paint} selectedNodeId={step?.node_id ?? null} onSelect={selectNode} />
                ) : null}
              </div>
            </Card>
            <Card aria-label="Chosen step" className="hidden p-4 lg:block">
              {panel ?? (
                <p className="flex items-center justify-center gap-2 py-6 text-muted-foreground">
                  <MousePointerClick aria-hidden className="size-4" />
                  Choose a step to see what went in and what came out.
                </p>
              )}
            </Card>
          </div>
        </div>
      </DetailLayout>
    </div>
  );
}
