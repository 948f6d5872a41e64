"use client";
import { History } from "lucide-react";
import { useState } from "react";
import useSWRInfinite from "swr/infinite";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { type RunAction, runActions } from "@/lib/api/contracts/run-actions";
import { bulkWords, meantWords } from "./bulk-words";
import { RunActionProgress } from "./run-action-progress";

/** Opens what was done to many runs at once: by whom, when, how far it is, what came of it. */
export function RecentActions() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <History aria-hidden />
        Bulk actions
      </Button>
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetContent>
          <div className="border-b py-3 pr-12 pl-4">
            <SheetTitle className="text-base font-semibold">Recent bulk actions</SheetTitle>
            <SheetDescription className="text-sm text-muted-foreground">
              What was done to many runs at once, newest first.
            </SheetDescription>
          </div>
          {open ? <Actions /> : null}
        </SheetContent>
      </Sheet>
    </>
  );
}

const PAGE = 20;

function Actions() {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, error, isValidating, mutate, setSize } = useSWRInfinite(
    (_, before: { next_cursor: string | null } | null) =>
      before && !before.next_cursor ? null : ["run-actions", slug, before?.next_cursor ?? ""],
    ([, , cursor]) => api(runActions.list, { limit: PAGE, ...(cursor ? { cursor } : {}) }),
    { revalidateFirstPage: false },
  );
  if (error) return <ErrorState message={readApiError(error).message} onRetry={() => void mutate()} />;
  if (!data)
    return (
      <div className="grid gap-3 p-4" aria-busy>
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-24 w-full" />
      </div>
    );
  const all = data.flatMap((page) => page.data);
  if (all.length === 0)
    return (
      <EmptyState
        icon={<History aria-hidden />}
        title="No bulk actions yet"
        description="Choose runs in the list to try them again, cancel them, skip their waits or run them now."
      />
    );
  return (
    <>
      <ol className="grid gap-5 p-4">
        {all.map((one) => (
          <Action key={one.id} action={one} />
        ))}
      </ol>
      {data.at(-1)?.next_cursor ? (
        <Button
          variant="outline"
          size="sm"
          className="mb-4 justify-self-start self-start mx-4"
          busy={isValidating}
          onClick={() => void setSize((pages) => pages + 1)}
        >
          Show more
        </Button>
      ) : null}
    </>
  );
}

function Action({ action }: { action: RunAction }) {
  const { title } = bulkWords(action.action);
  return (
    <li className="grid gap-2">
      <div>
        <h3 className="font-medium">{title}</h3>
        <p className="text-sm break-words text-muted-foreground">
          {meantWords(action)} · {action.created_by?.name ?? "An API key"} · <RelativeTime at={action.created_at} />
        </p>
      </div>
      <RunActionProgress initial={action} />
    </li>
  );
}
