"use client";
import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { Notice } from "@/components/shell/notice";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { contacts, type setAside } from "@/lib/api/contracts/contacts";
import { activityTitle } from "./activity-body";

type Item = z.output<typeof setAside>;
type Props = { contactId: string; items: Item[]; mayWrite: boolean };

/** What no workflow has seen because showing it failed each time: what and why, with a way to try it again. Nothing when all went well. */
export function SetAside({ contactId, items, mayWrite }: Props) {
  const { plural } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const left = items.length;
  // The button that was pressed is gone with its line, and the focus with it.
  useEffect(() => {
    if (tried && left >= 0 && document.activeElement === document.body) box.current?.focus();
  }, [tried, left]);
  if (left === 0)
    return tried ? (
      <div ref={box} tabIndex={-1} className="text-sm text-muted-foreground">
        Nothing is set aside any more. What comes of it appears below and under Runs.
      </div>
    ) : null;
  const title = plural({
    count: left,
    one: "No workflow has seen {n} thing that happened",
    other: "No workflow has seen {n} things that happened",
  });
  return (
    <div ref={box} tabIndex={-1}>
      <Notice title={title} heading="h2">
        <p className="text-sm text-muted-foreground">
          No run started on it and no wait ended by it. {mayWrite ? "Try it again" : "Ask an editor to try it again"}{" "}
          once the reason is gone: who enters is decided by what is true then.
        </p>
        <ul className="grid gap-2">
          {items.map((item) => (
            <One key={item.id} contactId={contactId} item={item} mayWrite={mayWrite} onTried={() => setTried(true)} />
          ))}
        </ul>
      </Notice>
    </div>
  );
}

type OneProps = { contactId: string; item: Item; mayWrite: boolean; onTried: () => void };

function One({ contactId, item, mayWrite, onTried }: OneProps) {
  const api = useApi();
  const router = useRouter();
  const { plural } = useFormat();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const failed = plural({ count: item.tries, one: "Failed once", other: "Failed {n} times" });

  async function retry() {
    setBusy(true);
    try {
      await api(contacts.retrySetAside, { id: contactId, activity: item.id });
      toast.success("It is tried again now. If it keeps failing, it comes back here.");
      onTried();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
    setBusy(false);
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-2">
      <div className="min-w-0 flex-1 basis-56 text-sm">
        <p id={id} className="break-words">
          {activityTitle(item)}
        </p>
        <p className="break-words text-muted-foreground">
          <RelativeTime at={item.occurred_at} /> · {failed}: {item.reason}
        </p>
      </div>
      {mayWrite ? (
        <Button variant="outline" size="sm" onClick={retry} busy={busy} aria-describedby={id}>
          Try again
        </Button>
      ) : null}
    </li>
  );
}
