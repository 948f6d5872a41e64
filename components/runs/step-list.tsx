"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { RelativeTime } from "@/components/shell/relative-time";
import { statusLook } from "@/components/shell/status";
import { StatusMark } from "@/components/shell/status-badge";
import { useFormat } from "@/components/shell/use-format";
import { cn } from "@/components/ui/cn";
import type { RunStep } from "@/lib/api/contracts/runs";
import { forkDepth } from "@/lib/engine/path";
import { Elapsed } from "./elapsed";
import { toneText } from "./tone-text";

type Props = {
  steps: RunStep[];
  /** Id of the chosen step. */
  selected: string | null;
  onSelect: (id: string | null) => void;
  /** Stands below the chosen step; shown on narrow screens. */
  detail?: ReactNode;
};

/** The steps of a run in the order they were reached. Arrow keys walk them, Esc chooses none. */
export function StepList({ steps, selected, onSelect, detail }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const { plural } = useFormat();

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>("[data-step]") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const target = buttons[Math.min(buttons.length - 1, Math.max(0, to))];
    target?.focus();
    onSelect(target?.dataset.step ?? null);
  }

  const entry = steps.some((step) => step.id === selected) ? selected : steps[0]?.id;
  return (
    <ol ref={list} aria-label="Steps" onKeyDown={onKeyDown} className="divide-y">
      {steps.map((step) => {
        const look = statusLook({ kind: "step", status: step.status });
        const chosen = step.id === selected;
        const words = step.error ?? step.note;
        return (
          <li key={step.id}>
            <button
              type="button"
              data-step={step.id}
              aria-pressed={chosen}
              tabIndex={step.id === entry ? 0 : -1}
              onClick={() => onSelect(chosen ? null : step.id)}
              style={{ paddingLeft: `${16 + forkDepth(step.path) * 16}px` }}
              className={cn(
                "flex w-full items-start gap-2.5 py-2.5 pr-4 text-left hover:bg-muted focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring",
                chosen && "bg-primary-soft/60 hover:bg-primary-soft/80",
              )}
            >
              <StatusMark
                kind="step"
                status={step.status}
                className={cn(
                  "mt-0.5 size-4 shrink-0",
                  toneText[look.tone],
                  step.status === "running" && "animate-spin",
                )}
              />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline justify-between gap-3">
                  <span className="truncate font-medium">
                    {step.name}
                    {step.visit > 1 ? (
                      <span className="font-normal text-muted-foreground">{` (visit ${step.visit})`}</span>
                    ) : null}
                  </span>
                  <RelativeTime at={step.started_at} className="shrink-0 text-sm text-muted-foreground" />
                </span>
                {words ? (
                  <span
                    className={cn(
                      "line-clamp-2 text-sm text-pretty",
                      step.error ? "text-failed" : "text-muted-foreground",
                    )}
                  >
                    {words}
                  </span>
                ) : null}
                <span className="flex flex-wrap gap-x-2 text-xs text-muted-foreground">
                  <span className={toneText[look.tone]}>{look.label}</span>
                  {step.copied ? (
                    <span>From the earlier run</span>
                  ) : (
                    <Elapsed from={step.started_at} to={step.ended_at} className="tabular-nums" />
                  )}
                  {step.attempts > 1 ? (
                    <span>{plural({ count: step.attempts, one: "{n} try", other: "{n} tries" })}</span>
                  ) : null}
                </span>
              </span>
            </button>
            {chosen && detail ? <div className="border-t bg-muted/40 p-4 lg:hidden">{detail}</div> : null}
          </li>
        );
      })}
    </ol>
  );
}
