import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** A list on the left and what is open of it on the right; on a phone one after the other. `empty` stands there while nothing is open. */
export function ListAndOpen(props: {
  /** Names for screen readers and the way back: "Calls", "Open call", "All calls". */
  words: { list: string; open: string; back: string };
  above?: ReactNode;
  items: ReactNode;
  more?: ReactNode;
  open: ReactNode | null;
  empty: ReactNode;
  onBack: () => void;
}) {
  const { words, above, items, more, open, empty, onBack } = props;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(280px,360px)_minmax(0,1fr)]">
      <section aria-label={words.list} className={cn("min-w-0 self-start", open && "max-lg:hidden")}>
        {above ? <div className="mb-2 flex justify-end">{above}</div> : null}
        <div className="overflow-hidden rounded-lg border">
          <ul>{items}</ul>
          {more}
        </div>
      </section>
      <section aria-label={words.open} className={cn("min-w-0", !open && "max-lg:hidden")}>
        {open ? (
          <>
            <Button variant="ghost" size="sm" className="mb-2 lg:hidden" onClick={onBack}>
              <ArrowLeft aria-hidden />
              {words.back}
            </Button>
            {open}
          </>
        ) : (
          <div className="rounded-lg border">{empty}</div>
        )}
      </section>
    </div>
  );
}

/** One entry of the list: who and when, and below whatever tells it from the others. */
export function ListEntry(props: {
  title: string;
  at: string;
  current: boolean;
  onOpen: () => void;
  children: ReactNode;
}) {
  const { title, at, current, onOpen, children } = props;
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        aria-current={current ? "true" : undefined}
        onClick={onOpen}
        className={cn(
          "grid w-full gap-0.5 px-3 py-2.5 text-left hover:bg-muted focus-visible:-outline-offset-2",
          current && "bg-primary-soft hover:bg-primary-soft",
        )}
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{title}</span>
          <RelativeTime at={at} className="shrink-0 text-sm text-muted-foreground" />
        </span>
        {children}
      </button>
    </li>
  );
}
