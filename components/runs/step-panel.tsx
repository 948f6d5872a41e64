"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { outletsOfNode } from "@/components/canvas/node-words";
import { Facts } from "@/components/shell/facts";
import { StatusBadge } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import type { RunStep } from "@/lib/api/contracts/runs";
import type { GraphNode } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { Elapsed } from "./elapsed";
import { StepMessage } from "./step-message";
import { Values } from "./values";

type Props = { step: RunStep; node: GraphNode | undefined; runId: string; onClose: () => void };

/** Everything known about one step: what it was given, what came of it, and why. */
export function StepPanel({ step, node, runId, onClose }: Props) {
  const { dateTime, number } = useFormat();
  const outlet = step.outlet && node ? outletsOfNode(node).find(({ id }) => id === step.outlet)?.label : null;
  const messageId = typeof step.output.message_id === "string" ? step.output.message_id : null;
  return (
    <section aria-label={`Step: ${step.name}`} className="grid gap-4">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold break-words">{step.name}</h2>
          <p className="text-sm text-muted-foreground">{registry.get(step.type)?.description}</p>
        </div>
        <div className="flex shrink-0 items-center gap-2">
          <StatusBadge kind="step" status={step.status} />
          <Button variant="ghost" size="icon-sm" aria-label="Close the step" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
      </header>
      {step.error ? (
        <p className="rounded-md bg-failed-soft px-3 py-2 text-pretty break-words text-failed">{step.error}</p>
      ) : null}
      <Facts
        className="text-sm"
        items={[
          { label: "Note", value: step.note },
          { label: "Way out", value: outlet || null },
          { label: "Began", value: dateTime(step.started_at) },
          {
            label: "Took",
            value: step.started_at === step.ended_at ? null : <Elapsed from={step.started_at} to={step.ended_at} />,
          },
          { label: "Tries", value: step.attempts > 0 ? number(step.attempts) : null },
          { label: "Visit", value: step.visit > 1 ? number(step.visit) : null },
          { label: "Origin", value: step.copied ? "Taken over from the run that was tried again" : null },
        ].filter(({ value }) => value !== null)}
      />
      {messageId ? (
        <Part title="Message">
          <StepMessage messageId={messageId} runId={runId} />
        </Part>
      ) : null}
      <div className="grid gap-4 xl:grid-cols-2">
        <Part title="Input">
          <Values label="Step input" values={step.input} empty="No input was recorded." />
        </Part>
        <Part title="Output">
          <Values
            label="Step output"
            values={withoutError(step)}
            empty={step.ended_at ? "This step gave nothing on." : "Nothing yet."}
          />
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-sm font-medium">{title}</h3>
      {children}
    </div>
  );
}

/** The error stands on top already. */
function withoutError({ output, error }: RunStep): RunStep["output"] {
  const { error: told, ...rest } = output;
  return told === error ? rest : output;
}
