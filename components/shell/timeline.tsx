import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";

export type TimelineItem = {
  id: string;
  /** An icon element. */
  icon?: ReactNode;
  tone?: Tone;
  title: ReactNode;
  /** When, and by what: `<RelativeTime/>` and a few words. */
  meta?: ReactNode;
  body?: ReactNode;
};

const grounds: Partial<Record<Tone, string>> = {
  running: "bg-running-soft text-running",
  waiting: "bg-waiting-soft text-waiting",
  done: "bg-done-soft text-done",
  failed: "bg-failed-soft text-failed",
  test: "bg-test-soft text-test",
  accent: "bg-primary-soft text-primary",
};

/** What happened, newest first, along one line. `label` names the list. */
export function Timeline({ items, label }: { items: TimelineItem[]; label: string }) {
  return (
    <ol aria-label={label}>
      {items.map((item, index) => (
        <li key={item.id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < items.length - 1 ? (
            <span aria-hidden className="absolute top-7 bottom-0 left-[11.5px] w-px bg-border" />
          ) : null}
          <span
            aria-hidden
            className={cn(
              "flex size-6 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5",
              grounds[item.tone ?? "neutral"] ?? "bg-accent text-muted-foreground",
            )}
          >
            {item.icon ?? <span className="size-1.5 rounded-full bg-current" />}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <div className="min-w-0 break-words">{item.title}</div>
              {item.meta ? <div className="text-sm text-muted-foreground">{item.meta}</div> : null}
            </div>
            {item.body ? <div className="mt-1.5 min-w-0 text-muted-foreground">{item.body}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
