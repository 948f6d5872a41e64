"use client";
import { Bell } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useApi, useWorkspace } from "./api-provider";
import { RelativeTime } from "./relative-time";
import { useFormat } from "./use-format";
import { useLive } from "./use-live";

/** What the member was told, with the number of unread ones. Opening a notification marks it as read. */
export function NotificationBell() {
  const api = useApi();
  const { slug } = useWorkspace();
  const { number, plural } = useFormat();
  const [open, setOpen] = useState(false);
  const { data, error, mutate } = useSWR(["notifications", slug], async () => {
    const { notifications } = await import("@/lib/api/contracts/notifications");
    return api(notifications.list, { limit: 20 });
  });
  useLive({ kind: "notification", onChange: () => void mutate() });
  const unread = data?.unread ?? 0;

  async function read(ids?: string[]) {
    const { notifications } = await import("@/lib/api/contracts/notifications");
    await api(notifications.read, ids ? { ids } : {}).catch(() => {});
    await mutate();
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="relative"
          aria-label={
            unread === 0
              ? "Notifications"
              : plural({ count: unread, one: "Notifications, {n} unread", other: "Notifications, {n} unread" })
          }
        >
          <Bell aria-hidden />
          {unread > 0 ? (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-primary px-1 text-[10px] leading-none font-medium text-primary-foreground tabular-nums"
            >
              {unread > 99 ? "99+" : number(unread)}
            </span>
          ) : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Notifications" className="w-80 p-0">
        <div className="flex min-h-10 items-center justify-between gap-2 border-b px-3 py-1.5">
          <h2 className="text-sm font-semibold">Notifications</h2>
          {unread > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => read()}>
              Mark all as read
            </Button>
          ) : null}
        </div>
        <ul className="max-h-96 overflow-y-auto py-1">
          {data?.data.map((one) => {
            const look = cn("grid gap-0.5 px-3 py-2", one.read_at ? "text-muted-foreground" : "text-foreground");
            const body = (
              <>
                <span className={cn("break-words", !one.read_at && "font-medium")}>
                  {one.read_at ? null : <span className="sr-only">Unread: </span>}
                  {one.title}
                </span>
                {one.body ? <span className="line-clamp-2 text-sm text-muted-foreground">{one.body}</span> : null}
                <RelativeTime at={one.created_at} className="text-xs text-muted-foreground" />
              </>
            );
            return (
              <li key={one.id}>
                {one.path ? (
                  <Link
                    href={`/w/${encodeURIComponent(slug)}/${one.path}`}
                    className={cn(look, "outline-none hover:bg-accent focus-visible:bg-accent")}
                    onClick={() => {
                      setOpen(false);
                      if (!one.read_at) void read([one.id]);
                    }}
                  >
                    {body}
                  </Link>
                ) : (
                  <div className={look}>{body}</div>
                )}
              </li>
            );
          })}
          {data?.data.length === 0 ? (
            <li className="px-3 py-6 text-center text-muted-foreground">
              Nothing yet. Tasks and approvals show up here.
            </li>
          ) : null}
          {error && !data ? (
            <li className="px-3 py-6 text-center text-muted-foreground">
              Notifications could not be read.{" "}
              <button type="button" className="min-h-6 underline" onClick={() => void mutate()}>
                Try again
              </button>
            </li>
          ) : null}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
