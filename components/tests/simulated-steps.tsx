"use client";
import { toneText } from "@/components/runs/tone-text";
import { statusLook } from "@/components/shell/status";
import { StatusMark } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { WouldSend } from "@/components/tests/would-send";
import { cn } from "@/components/ui/cn";
import { NativeSelect } from "@/components/ui/native-select";
import type { SimulatedStepAnswer, WaitAnswerInput } from "@/lib/api/contracts/simulations";
import { events } from "@/lib/events";

type Props = {
  steps: SimulatedStepAnswer[];
  selectedNodeId: string | null;
  onSelect: (nodeId: string) => void;
  /** Chosen ways for waits to end, by step. */
  answers?: Record<string, WaitAnswerInput>;
  onAnswer?: (nodeId: string, answer: WaitAnswerInput | null) => void;
};

/** The steps of a simulated run with their simulated times, what each would send, and how each wait ends. */
export function SimulatedSteps({ steps, selectedNodeId, onSelect, answers, onAnswer }: Props) {
  const { dateTime } = useFormat();
  return (
    <ol aria-label="Simulated steps" className="divide-y">
      {steps.map((step) => {
        const look = statusLook({ kind: "step", status: step.status });
        return (
          <li
            key={`${step.path}|${step.node_id}|${step.visit}`}
            className={cn("grid gap-2 px-4 py-2.5", step.node_id === selectedNodeId && "bg-primary-soft/60")}
          >
            <button
              type="button"
              aria-pressed={step.node_id === selectedNodeId}
              onClick={() => onSelect(step.node_id)}
              className="flex w-full items-start gap-2.5 text-left"
            >
              <StatusMark
                kind="step"
                status={step.status}
                className={cn("mt-0.5 size-4 shrink-0", toneText[look.tone])}
              />
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                  <span className="min-w-0 font-medium break-words">
                    {step.name}
                    {step.outlet_label ? (
                      <span className="font-normal text-muted-foreground"> → {step.outlet_label}</span>
                    ) : null}
                  </span>
                  <time dateTime={step.started_at} className="text-xs text-muted-foreground tabular-nums">
                    {dateTime(step.started_at)}
                  </time>
                </span>
                {step.error || step.note ? (
                  <span
                    className={cn("block text-sm break-words", step.error ? "text-failed" : "text-muted-foreground")}
                  >
                    {step.error ?? step.note}
                  </span>
                ) : null}
              </span>
            </button>
            {step.wait?.kind === "events" && onAnswer ? (
              <WaitChoice step={step} answer={answers?.[step.node_id] ?? null} onAnswer={onAnswer} />
            ) : null}
            {step.would_send.map((send, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what one step sends never moves
              <WouldSend key={n} send={send} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function WaitChoice(props: {
  step: SimulatedStepAnswer;
  answer: WaitAnswerInput | null;
  onAnswer: (nodeId: string, answer: WaitAnswerInput | null) => void;
}) {
  const { step, answer, onAnswer } = props;
  const value = answer?.by === "event" ? `event:${answer.index ?? 0}` : "timeout";
  const label = (type: string) => events[type as keyof typeof events]?.label ?? type;
  return (
    <div className="flex items-center gap-2 pl-6.5 text-sm">
      <span aria-hidden className="shrink-0 text-muted-foreground">
        Ends by
      </span>
      <NativeSelect
        aria-label={`How "${step.name}" ends`}
        value={value}
        onChange={({ currentTarget }) => {
          const [by, index] = currentTarget.value.split(":");
          onAnswer(step.node_id, by === "event" ? { node_id: step.node_id, by: "event", index: Number(index) } : null);
        }}
      >
        <option value="timeout">{step.wait?.until ? "Its time limit" : "Nothing: it waits on"}</option>
        {step.wait?.events.map((type, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the events of a wait have no other identity
          <option key={n} value={`event:${n}`}>
            {label(type)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
