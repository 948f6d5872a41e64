import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/shell/error-state";
import { LoadMore } from "@/components/shell/load-more";
import { RelativeTime } from "@/components/shell/relative-time";
import type { usePages } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = {
  words: {
    /** Names for screen readers and the way back: "Calls", "Open call", "All calls". */
    list: string;
    open: string;
    back: string;
    /** What is said where reading failed without a reason. */
    unreadable: string;
  };
  /** How the list is doing, as `usePages` tells it. */
  table: Pick<ReturnType<typeof usePages<unknown>>["table"], "state" | "problem" | "onRetry" | "more">;
  above?: ReactNode;
  items: ReactNode[];
  /** Stands for the list while there is nothing in it. */
  none: ReactNode;
  open: ReactNode | null;
  /** Stands on the right while nothing is open. */
  choose: ReactNode;
  onBack: () => void;
};

/** A list on the left and what is open of it on the right; on a phone one after the other. */
export function ListAndOpen({ words, table, above, items, none, open, choose, onBack }: Props) {
  if (table.state === "error")
    return (
      <ErrorState
        message={table.problem?.message ?? words.unreadable}
        onRetry={table.onRetry}
        className="rounded-lg border"
      />
    );
  if (items.length === 0) return <div className="rounded-lg border">{none}</div>;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(280px,360px)_minmax(0,1fr)]">
      <section aria-label={words.list} className={cn("min-w-0 self-start", open && "max-lg:hidden")}>
        {above ? <div className="mb-2 flex justify-end">{above}</div> : null}
        <div className="overflow-hidden rounded-lg border">
          <ul>{items}</ul>
          {table.more ? <LoadMore {...table.more} /> : null}
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
          <div className="rounded-lg border">{choose}</div>
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
          "grid w-full grid-cols-[minmax(0,1fr)] gap-0.5 px-3 py-2.5 text-left hover:bg-muted focus-visible:-outline-offset-2",
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
